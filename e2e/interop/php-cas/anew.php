<?php
// Wants the password anew.
require 'start.php';

speak(CAS_VERSION_3_0);
phpCAS::renewAuthentication();
greet();
