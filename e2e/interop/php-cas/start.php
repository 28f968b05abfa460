<?php
// How a publisher's program begins: where the platform is, and who we are.
require_once 'CAS.php';

$settings = json_decode(file_get_contents(__DIR__ . '/settings.json'), true);

/** What we know of the person, or that we know nobody. */
function greet(): void
{
    header('Content-Type: text/html; charset=utf-8');
    $user = phpCAS::isAuthenticated() ? phpCAS::getUser() : null;
    $attributes = $user === null ? [] : phpCAS::getAttributes();
    echo '<!doctype html><html lang="fr"><title>Service</title><h1>',
        $user === null ? 'Bonjour, qui que vous soyez' : 'Bonjour ' . htmlspecialchars($attributes['nom'] ?? $user),
        '</h1><pre>', htmlspecialchars(json_encode(['user' => $user, 'attributes' => $attributes])), '</pre></html>';
}

/** Speaks one version of the protocol with the platform. */
function speak(string $version): void
{
    global $settings;
    phpCAS::client($version, $settings['host'], $settings['port'], '/cas', $settings['service']);
    phpCAS::setCasServerCACert($settings['authority']);
    phpCAS::handleLogoutRequests(true);
}
