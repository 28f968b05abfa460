import type { ReactElement } from 'react';
import { dayOf } from '../../../platform/clock/clock.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { PushForm } from '../../../ui/push.tsx';
import { addDevice, removeDevice } from './contract.ts';
import type { Device } from './devices.ts';
import { pushKeys } from './keys.ts';
import { texts } from './texts.ts';

/** The devices of the person that are told, and the button that adds this one. */
export async function Devices({
  ctx,
  devices,
}: {
  ctx: SessionContext;
  devices: readonly Device[];
}): Promise<ReactElement> {
  const t = texts[ctx.locale];
  const { publicKey } = await pushKeys(ctx.db, ctx.keys.vault, ctx.now);
  return (
    <Section title={t.title}>
      <p>{ctx.actor.roles.includes('pupil') ? t.leadForPupil : t.lead}</p>
      <PushForm
        action={addDevice.path}
        publicKey={publicKey}
        submit={t.add}
        without={t.without}
        denied={t.denied}
        failed={t.failed}
      />
      {devices.length > 0 && (
        <List label={t.devices}>
          {devices.map(({ id, device, createdAt }) => (
            <ListRow
              key={id}
              lead={<Icon name="smartphone" />}
              title={device || t.unknown}
              subtitle={t.since(dayInWords(dayOf(createdAt), ctx.locale))}
              trail={
                <form action={addressOf(removeDevice, { deviceId: id })} method="post">
                  <Button variant="secondary" size="small" aria-label={t.removeLabel(device || t.unknown)}>
                    {t.remove}
                  </Button>
                </form>
              }
            />
          ))}
        </List>
      )}
    </Section>
  );
}
