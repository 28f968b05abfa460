/** Wakes the islands of the page: their code travels only when one is there. */
import { onPage } from './page.ts';

/** What an island's file exports as `mount`: takes the place of the plain form, and gives back the way to leave. */
export type Mount = (host: HTMLElement, props: unknown) => () => void;

const islands: Record<string, () => Promise<{ mount: Mount }>> = {
  'people-search': () => import('../islands/people-search.client.tsx'),
  recipients: () => import('../islands/recipients/recipients.client.ts'),
  'rich-text': () => import('../islands/editor/editor.client.ts'),
};

const asleep = '[data-island]:not([data-island-state])';
const leaving = new Map<HTMLElement, () => void>();

export function startIslands(): void {
  onPage(() => {
    for (const host of document.querySelectorAll<HTMLElement>(`${asleep}[data-island-when="load"]`)) void wake(host);
  });
  const entered = ({ target }: Event): HTMLElement | null =>
    target instanceof Element ? target.closest(`${asleep}[data-island-when="typing"]`) : null;
  document.addEventListener('focusin', (event) => {
    const host = entered(event);
    if (host) void islands[host.dataset.island ?? '']?.();
  });
  document.addEventListener('input', (event) => {
    const host = entered(event);
    if (host) void wake(host);
  });
  // Pages are kept in memory as they came from the server: the plain form, not a dead island.
  document.addEventListener('turbo:before-cache', leaveAll);
  document.addEventListener('turbo:before-render', (event) => {
    if ((event as CustomEvent<{ renderMethod: string }>).detail.renderMethod === 'replace') leaveAll();
  });
}

async function wake(host: HTMLElement): Promise<void> {
  const load = islands[host.dataset.island ?? ''];
  if (!load) return;
  host.dataset.islandState = 'loading';
  const island = await load().catch(() => undefined);
  if (!host.isConnected) return;
  // Without a network the plain form serves on.
  if (!island) {
    delete host.dataset.islandState;
    return;
  }
  leaving.set(host, island.mount(host, JSON.parse(host.dataset.props ?? '{}')));
  host.dataset.islandState = 'live';
}

function leaveAll(): void {
  for (const [host, leave] of leaving) {
    leave();
    delete host.dataset.islandState;
  }
  leaving.clear();
}
