/**
 * The script of pages for those who cannot read yet: it says a label aloud when asked, and leaves by itself when nobody touches the
 * screen any more. Every page works without it.
 */

/** A voice of this device in the page's language: one that would send the words elsewhere is never used. */
const ownVoice = (): SpeechSynthesisVoice | undefined => {
  if (!('speechSynthesis' in window)) return undefined;
  const language = document.documentElement.lang;
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
};

/** Buttons that speak show only where there is a voice; otherwise the page stays silent. */
function showVoices(): void {
  const silent = ownVoice() === undefined;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-say]')) button.hidden = silent;
}

function say(words: string): void {
  const voice = ownVoice();
  if (!voice) return;
  speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  speechSynthesis.speak(utterance);
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[data-say]') : null;
  if (button) say(button.dataset.say ?? '');
});

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

showVoices();
startLeaving();
if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', showVoices);
