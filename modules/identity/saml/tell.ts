import { rowsOf, sql } from '../../../platform/db/db.ts';
import { callOut } from '../../../platform/http/outgoing.ts';
import { keysFor } from '../keys/keys.ts';
import type { Login, Road } from '../sessions/road.ts';
import { loginColumns, logoutRequest, type SamlLogin, soapDoor } from './logout.ts';
import { NS } from './xml/names.ts';
import { element } from './xml/write.ts';

/** Milliseconds a service has to answer; a dead one costs the others nothing. */
const TIMEOUT = 2000;

/** Services of SAML that our server can tell of the end of a session are told by SOAP; the others were told by the browser or not at all. */
export const soapRoad: Road<SamlLogin & Login> = {
  table: sql`identity.saml_logins`,
  of: (ids) => sql`session_index = any(${[...ids]}::text[])`,
  async find(db, which, after, most) {
    const logins = await rowsOf(
      db,
      sql<SamlLogin>`
        select ${loginColumns} from identity.saml_logins l join identity.saml_services x on x.relying_party_id = l.relying_party_id
        where l.session_index > ${after ?? ''} and ${which} order by l.session_index limit ${most}`,
    );
    return logins.map((login) => ({ ...login, id: login.sessionIndex, address: soapDoor(login) ?? '' }));
  },
  async tell({ db, keys, settings, signal }, login, now) {
    const { address } = login;
    const place = { db, keys, now, publicUrl: settings.publicUrl };
    const { current } = await keysFor(place, 'assertions');
    const envelope = element(
      'soap:Envelope',
      { 'xmlns:soap': NS.soap },
      element('soap:Body', {}, await logoutRequest(current, place, login, address)),
    );
    const status = await callOut({ method: 'POST', address, envelope, timeout: TIMEOUT, signal });
    // Any answer is one: a service that has forgotten the session may say so by a fault.
    return status !== undefined && status <= 500;
  },
};
