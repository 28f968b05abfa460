import * as Turbo from '@hotwired/turbo';

Turbo.config.drive.progressBarDelay = 1 << 30;
