<?php
// What our own session says, without asking the platform.
require 'start.php';

speak(CAS_VERSION_3_0);
header('Content-Type: text/html; charset=utf-8');
echo '<h1>', phpCAS::isSessionAuthenticated() ? 'Session ouverte' : 'Pas de session', '</h1>';
