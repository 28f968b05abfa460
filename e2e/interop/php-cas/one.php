<?php
require 'start.php';

speak(CAS_VERSION_1_0);
phpCAS::forceAuthentication();
greet();
