<?php
require 'start.php';

speak(CAS_VERSION_3_0);
phpCAS::forceAuthentication();
greet();
