<?php
require 'start.php';

speak(CAS_VERSION_2_0);
phpCAS::forceAuthentication();
greet();
