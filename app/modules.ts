import { connectorsModule } from '../modules/connectors/register.ts';
import { consoleModule } from '../modules/console/register.ts';
import { directoryModule } from '../modules/directory/register.ts';
import { filesModule } from '../modules/files/register.ts';
import { identityModule } from '../modules/identity/register.ts';
import { liaisonModule } from '../modules/liaison/register.ts';
import { messagingModule } from '../modules/messaging/register.ts';
import { newsModule } from '../modules/news/register.ts';
import { notificationsModule } from '../modules/notifications/register.ts';
import { portalGround, portalModule } from '../modules/portal/register.ts';
import { privacyModule } from '../modules/privacy/register.ts';
import { safetyModule } from '../modules/safety/register.ts';
import type { Module } from '../platform/module.ts';
import { houseModule } from './house/module.ts';

const ground: readonly Module[] = [
  directoryModule,
  filesModule,
  safetyModule,
  notificationsModule,
  identityModule,
  connectorsModule,
  messagingModule,
  newsModule,
  liaisonModule,
];

const lower: readonly Module[] = [...ground, privacyModule(ground)];

/** What the portal shows parts of: every module, and the house itself. */
const shown: readonly Module[] = [
  ...lower,
  consoleModule([...lower, portalGround], () => modules),
  houseModule(() => modules),
];

/** The modules of the product, in the order of their levels: the only place that knows them all. */
export const modules: readonly Module[] = [...shown, portalModule(shown)];
