/** The script of pages inside a session. Every page works without it. */
import { startCropping } from './cropping.ts';
import { startDialogs } from './dialogs.ts';
import { startDrafts } from './drafts.ts';
import { startForms } from './forms.ts';
import { startIslands } from './islands.ts';
import { startLive } from './live.ts';
import { metaNamed, onPage } from './page.ts';
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
  if (document.querySelector('[data-uploads]')) void import('./uploads.ts').then(({ wakeUploads }) => wakeUploads());
  // So do voices.
  if (document.querySelector('button[data-say]')) void import('./voice.ts').then(({ showVoices }) => showVoices());
  if (document.querySelector('form[data-push]')) void import('./push.ts');
  // What waits for the connection is in few browsers; whose it is, its script looks at.
  const isOwn = metaNamed('preau-draft-owner') !== null;
  if (isOwn && (document.querySelector('form[data-outbox]') || localStorage.getItem('preau-outbox')))
    void import('./outbox/outbox.ts');
  keepBeside();
});

/**
 * The script that stays beside the pages is kept where it serves: in the installed product, where one asks to be told, where one writes.
 * Everybody else's browser has nothing more to fetch or to run.
 */
function keepBeside(): void {
  if (!('serviceWorker' in navigator)) return;
  if (
    matchMedia('(display-mode: standalone)').matches ||
    document.querySelector('form[data-push], form[data-draft], form[data-outbox]')
  )
    navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
}
