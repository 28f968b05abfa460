<?php
// Lets in whom another service brings, when that service is one we know.
require 'start.php';

speak(CAS_VERSION_2_0);
phpCAS::allowProxyChain(new CAS_ProxyChain([$settings['other'] . '/opener.php']));
phpCAS::forceAuthentication();
header('Content-Type: application/json');
echo json_encode(['user' => phpCAS::getUser(), 'attributes' => phpCAS::getAttributes(), 'proxies' => phpCAS::getProxies()]);
