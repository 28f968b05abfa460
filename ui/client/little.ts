/**
 * The script of pages for those who cannot read yet: it says a label aloud when asked, and leaves by itself when nobody touches the
 * screen any more. Every page works without it.
 */
import './voice.ts';

/** A form with `data-leave-after` (seconds) sends itself when nobody touched the screen for so long. */
function startLeaving(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-leave-after]');
  if (!form) return;
  const patience = Number(form.dataset.leaveAfter) * 1000;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => form.submit(), patience);
  };
  for (const sign of ['pointerdown', 'keydown', 'scroll']) document.addEventListener(sign, wait, { passive: true });
  wait();
}

// A page that the browser had put aside belongs to who was there before: ask for it anew.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

startLeaving();
