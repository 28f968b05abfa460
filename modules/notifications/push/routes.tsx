import { readFileSync } from 'node:fs';
import { projectPath } from '../../../platform/config/paths.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { asset } from '../../../ui/assets.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { showChoices } from '../choices/contract.ts';
import * as contract from './contract.ts';
import { addDevice, removeDevice } from './devices.ts';
import { texts } from './texts.ts';

let script: string | undefined;

/** The built script, from the address that covers the whole site; read once. */
function readScript(): string {
  script ??= readFileSync(projectPath('build', 'client', asset('service-worker.js').slice(1)), 'utf8');
  return script;
}

export const pushRoutes: readonly AnyRoute[] = [
  route(contract.addDevice, {
    handle: async (ctx, { body }) => {
      await addDevice(ctx, body);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].added);
      return showChoices.path;
    },
  }),
  route(contract.removeDevice, {
    handle: async (ctx, { params }) => {
      await removeDevice(ctx, params.deviceId);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].removed);
      return showChoices.path;
    },
  }),
  route(contract.showOffline, {
    handle: async () => ({}),
    page: ({ locale }) => {
      const t = texts[locale];
      return {
        title: t.offlineTitle,
        shell: 'door',
        script: 'offline',
        body: (
          <>
            <PageHeader title={t.offlineTitle} />
            <div data-outbox-place />
            <EmptyState
              drawing="letterbox"
              title={t.offline}
              level={2}
              action={<LinkButton href="/">{t.retry}</LinkButton>}
            />
          </>
        ),
      };
    },
  }),
  route(contract.serviceWorker, {
    handle: async () => ({}),
    page: () => ({ type: 'text/javascript; charset=utf-8', text: readScript() }),
  }),
];
