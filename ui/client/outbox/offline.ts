/** The page without network: says what waits on this device, and goes where one wanted to go once the connection is back. */
import { CHANNEL, forget, type Kept, readKept, tellPages } from './kept.ts';
import { makePanel } from './panel.ts';

/** Milliseconds between two looks whether the connection is back. */
const AGAIN = 5_000;

const place = document.querySelector<HTMLElement>('[data-outbox-place]');

async function show(): Promise<void> {
  const kept = await readKept().catch((): Kept[] => []);
  const drop = async ({ id }: Kept): Promise<void> => {
    await forget(id);
    tellPages();
    await show();
  };
  place?.replaceChildren(
    ...(kept.length === 0
      ? []
      : [makePanel(kept, { stopped: 'cut', withWords: false, drop: (one) => void drop(one) })]),
  );
}

new BroadcastChannel(CHANNEL).addEventListener('message', () => void show());
addEventListener('online', () => void goOn());
void show();
let timer = setTimeout(() => void goOn(), AGAIN);

/** A device says that it is back some time before anything can be reached, and sometimes not at all. */
async function goOn(): Promise<void> {
  clearTimeout(timer);
  const isBack = await fetch('/health/live', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  if (isBack) location.reload();
  else timer = setTimeout(() => void goOn(), AGAIN);
}
