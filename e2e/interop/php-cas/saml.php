<?php
require 'start.php';

speak(SAML_VERSION_1_1);
phpCAS::forceAuthentication();
greet();
