import { Gauge, type Registry } from 'prom-client';
import type { Live } from './live.ts';

/** Shows how many open pages listen in this process. */
export function watchLive(registry: Registry, live: Live): void {
  new Gauge({
    name: 'preau_live_pages',
    help: 'Open pages that listen for changes',
    registers: [registry],
    collect() {
      this.set(live.pages());
    },
  });
}
