<?php
// Greets whoever is signed in already, and asks nobody.
require 'start.php';

speak(CAS_VERSION_3_0);
phpCAS::checkAuthentication();
greet();
