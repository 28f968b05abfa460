<?php
// Signs out, here and on the platform.
require 'start.php';

speak(CAS_VERSION_3_0);
phpCAS::logoutWithRedirectService($settings['service'] . '/here.php');
