<?php
// Opens another service in the person's name, and shows what it answered.
require 'start.php';

phpCAS::proxy(CAS_VERSION_2_0, $settings['host'], $settings['port'], '/cas', $settings['service']);
phpCAS::setCasServerCACert($settings['authority']);
phpCAS::setPGTStorageFile(__DIR__ . '/grants');
phpCAS::setFixedCallbackURL($settings['service'] . '/opener.php');
phpCAS::forceAuthentication();
$other = phpCAS::getProxiedService(PHPCAS_PROXIED_SERVICE_HTTP_GET);
$other->setUrl($settings['other'] . '/opened.php');
$other->send();
header('Content-Type: text/html; charset=utf-8');
echo '<h1>Bonjour ', htmlspecialchars(phpCAS::getUser()), '</h1><pre>', htmlspecialchars($other->getResponseBody()), '</pre>';
