/** The script of pages inside a session. Every page works without it. */
import { startCropping } from './cropping.ts';
import { startDialogs } from './dialogs.ts';
import { startDrafts } from './drafts.ts';
import { startForms } from './forms.ts';
import { startIslands } from './islands.ts';
import { startLive } from './live.ts';
import { onPage } from './page.ts';
import { startSession } from './session.ts';
import { startSorting } from './sorting.ts';
import { startVisits } from './visits.ts';
import '@hotwired/turbo';

startVisits();
startForms();
startDialogs();
startDrafts();
startLive();
startSession();
startIslands();
startSorting();
startCropping();
onPage(() => {
  // Few pages hold such forms: their scripts travel with them alone.
  if (document.querySelector('form[data-passkey]')) void import('./passkeys.ts');
  if (document.querySelector('form[data-saves]')) void import('./autosave.ts');
  // So do voices.
  if (document.querySelector('button[data-say]')) void import('./voice.ts').then(({ showVoices }) => showVoices());
});
