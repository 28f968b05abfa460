/** Says words aloud where a page offers it (`data-say`): to those who cannot read yet, or do not want to read alone. */

/** A voice of this device in the page's language: one that would send the words elsewhere is never used. */
const ownVoice = (): SpeechSynthesisVoice | undefined => {
  if (!('speechSynthesis' in window)) return undefined;
  const language = document.documentElement.lang;
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
};

/** Buttons that speak show only where there is a voice; otherwise the page stays silent. */
export function showVoices(): void {
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

showVoices();
if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', showVoices);
