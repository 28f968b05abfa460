/** Specimens of every part in every state, for the style page and the tests. Their French words are samples, not texts. */
import type { ReactElement } from 'react';
import { Avatar } from '../avatar.tsx';
import { Badge } from '../badge.tsx';
import { Actions, Button, LinkButton, ListenButton, PrintButton } from '../button.tsx';
import { ButtonRow, Byline, Chips, Excerpt } from '../byline.tsx';
import { ActionCard, Card } from '../card.tsx';
import { Details, Dialog, Menu, MenuButton, MenuLink } from '../disclosure.tsx';
import { CardPicture, Gallery } from '../gallery.tsx';
import { Icon } from '../icon.tsx';
import { PeopleSearch } from '../islands/people-search.tsx';
import { LaterContent } from '../later.tsx';
import { List, ListRow } from '../list.tsx';
import { Breadcrumb, ContextSwitch, Pagination, SearchField, Tabs } from '../navigation.tsx';
import { Banner, Notice } from '../notice.tsx';
import { PasskeyForm } from '../passkey.tsx';
import { Pick } from '../pick.tsx';
import { PrintedCode, PrintedPhrase } from '../printed-code.tsx';
import { Table } from '../table.tsx';
import { Tile, Tiles } from '../tile.tsx';
import { WayIn } from '../way-in.tsx';
import { awa, Case, lina, noe, type Specimen } from './specimen.tsx';

const printedCode = (): ReactElement => (
  <>
    <PrintedPhrase phrase="girafe tambour soleil" />
    <PrintedCode
      code="K7QM-2XRT"
      square={`data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h3v3H0zM5 0h3v3H5zM0 5h3v3H0zM4 4h2v1H4zM6 6h2v2H6z"/></svg>')}`}
      squareLabel="Code à scanner"
    />
  </>
);

const buttons = (): ReactElement => (
  <>
    <Case name="Principal, secondaire, discret, dangereux">
      <Actions>
        <Button>Signer</Button>
        <Button variant="secondary">Poser une question</Button>
        <Button variant="quiet">Plus tard</Button>
        <Button
          variant="danger"
          confirm={{
            title: 'Retirer ce lien ?',
            text: 'La famille ne verra plus cet élève.',
            yes: 'Retirer',
            no: 'Garder',
          }}
        >
          Retirer le lien
        </Button>
      </Actions>
    </Case>
    <Case name="Vers un fournisseur d’identité">
      <WayIn href="#boutons" lead="Entrer avec" name="FranceConnect" icon="badge-check" />
    </Case>
    <Case name="Par clé d’accès (avec un script)">
      <PasskeyForm action="#boutons" asks="/sample" submit="Se connecter avec une clé d’accès" variant="secondary" />
    </Case>
    <Case name="Avec une icône, petit, indisponible">
      <Actions>
        <LinkButton href="#boutons" icon="printer">
          Imprimer 6 fiches
        </LinkButton>
        <PrintButton>Imprimer la page</PrintButton>
        <ListenButton words="Le préau est la cour couverte de l’école.">Écouter</ListenButton>
        <Button size="small" variant="secondary" icon="download">
          Exporter
        </Button>
        <Button disabled>Envoyé</Button>
      </Actions>
    </Case>
    <Case name="Sur toute la largeur">
      <Button wide>Se connecter</Button>
    </Case>
  </>
);

const notices = (): ReactElement => (
  <div className="stack">
    <Banner tone="attention">
      L’école publie de 7 h à 20 h. <a href="#messages">Voir les horaires</a>
    </Banner>
    <Notice title="La cantine change de prestataire">
      <p>Les menus de la semaine seront visibles lundi.</p>
    </Notice>
    <Notice tone="success" title="Mot signé" announce>
      <p>Mme Roux l’a reçu à 17 h 42.</p>
    </Notice>
    <Notice
      tone="attention"
      title="3 liens de famille à vérifier"
      action={
        <LinkButton variant="secondary" size="small" href="#messages">
          Vérifier
        </LinkButton>
      }
    >
      <p>La livraison de cette nuit a changé des responsables au CM2.</p>
    </Notice>
    <Notice tone="urgent" title="École fermée demain">
      <p>Le chauffage est en panne. L’accueil reprend jeudi à 8 h 20.</p>
    </Notice>
  </div>
);

const sampleSquare = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"><path fill="#a9d6d0" d="M0 0h16v10H0z"/><path fill="#2c6e37" d="M0 7h16v3H0zM4 4h1v3H4zM9 3h1v4H9z"/></svg>')}`;

const cards = (): ReactElement => (
  <div className="stack">
    <ActionCard
      icon="pencil"
      title="Sortie à la piscine"
      href="#cartes"
      forWhom={noe}
      who="Mme Roux"
      when={{ label: 'avant jeudi', dateTime: '2026-11-26' }}
      action={<LinkButton href="#cartes">Signer</LinkButton>}
      secondary={
        <LinkButton variant="quiet" href="#cartes">
          Lire d’abord
        </LinkButton>
      }
    />
    <ActionCard
      icon="clock"
      title="Absence de lundi matin à expliquer"
      forWhom={lina}
      when={{ label: 'aujourd’hui', urgent: true }}
      action={<LinkButton href="#cartes">Donner le motif</LinkButton>}
    />
    <Gallery
      label="Photos"
      says={(rank) => `Photo ${rank}`}
      pictures={[
        { src: sampleSquare, alt: 'Des semis en pot', width: 320, height: 200, href: '#cartes' },
        { src: `${sampleSquare}#2`, alt: 'La cour sous la neige', width: 320, height: 200, href: '#cartes' },
      ]}
    />
    <div className="columns">
      <Card title="Une nouvelle dans une liste">
        <CardPicture src={sampleSquare} width={320} height={200} />
        <Chips label="Pour">
          {[
            <Badge key="class" icon="users">
              CE1 Roux · familles et élèves · 26 enfants
            </Badge>,
          ]}
        </Chips>
        <Excerpt>Les premiers mots d’un texte, coupés avant qu’ils n’arrivent ici.</Excerpt>
        <Byline>
          <span>Mme ROUX</span>
          <time dateTime="2026-11-24">24 novembre 2026</time>
        </Byline>
        <ButtonRow label="Réagir">
          <Button size="small" variant="secondary">
            Merci
          </Button>
          <Button size="small" variant="secondary">
            Bravo
          </Button>
        </ButtonRow>
      </Card>
      <Card title="Carte simple">
        <p>Une feuille posée sur le papier.</p>
      </Card>
      <Card title="Carte qui mène quelque part" href="#cartes" footer={<Badge tone="lagune">CM2</Badge>}>
        <p>Toute la carte est la cible du lien.</p>
      </Card>
      <Card title="Awa Diallo" lead={<Avatar {...awa} />}>
        <p>Avec un visage.</p>
      </Card>
      <Card title="En retrait" ground="sunken">
        <p>Pour ce qui est à côté du sujet.</p>
      </Card>
    </div>
  </div>
);

const rows = (): ReactElement => (
  <List label="Personnes">
    <ListRow title="Lina Benali" href="#listes" subtitle="CM2, école Jules-Ferry" lead={<Avatar {...lina} />} />
    <ListRow
      title="Hélène Roux"
      href="#listes"
      subtitle="Professeure des écoles"
      lead={<Avatar name="Hélène Roux" />}
      trail={<Badge tone="myrtille">Périscolaire</Badge>}
    />
    <ListRow
      title="Noé Martin"
      subtitle="CP"
      lead={<Avatar name="Noé Martin" />}
      below={
        <Details summary="Autres actions">
          <Button size="small" variant="secondary">
            Carte pour la maison
          </Button>
        </Details>
      }
    />
    <ListRow
      title="Cour et préau"
      subtitle="Sans lien"
      lead={<Icon name="school" />}
      trail={
        <Button size="small" variant="secondary">
          Ouvrir
        </Button>
      }
    />
  </List>
);

const tiles = (): ReactElement => (
  <Tiles label="Services">
    <Tile href="#tuiles" icon="contact" label="Annuaire" hint="Les personnes de mes classes" />
    <Tile href="#tuiles" icon="notebook-pen" label="Cahier de textes" tone="accent" />
    <Tile href="#tuiles" icon="backpack" label="Périscolaire" tone="myrtille" count={3} />
    <Tile href="#tuiles" icon="book-open" label="Lectures" tone="mousse" />
    <Tile href="#tuiles" icon="circle-help" label="Aide" tone="miel" />
    <Tile href="#tuiles" icon="heart" label="Santé" tone="brique" />
    <Tile href="#tuiles" icon="folder" label="Documents" tone="ciel" count={120} />
  </Tiles>
);

type Pupil = { name: string; group: string; born: string; active: boolean };
const pupils: Pupil[] = [
  { name: 'Abadie Léonie', group: 'CM2', born: '12/03/2015', active: true },
  { name: 'Çelik Şükran', group: 'CE1', born: '02/01/2018', active: false },
  { name: 'Nguyễn Minh', group: 'CP', born: '18/11/2019', active: true },
];

const tables = (): ReactElement => (
  <>
    {(['stack', 'scroll'] as const).map((narrow) => (
      <Case
        key={narrow}
        name={narrow === 'stack' ? 'Qui devient une liste sur un téléphone' : 'Qui glisse sur un téléphone'}
      >
        <Table
          caption={narrow === 'stack' ? 'Élèves de l’école' : 'Élèves, en grille'}
          narrow={narrow}
          rowKey={(pupil) => pupil.name}
          rows={pupils}
          columns={[
            ...(narrow === 'stack'
              ? [
                  {
                    key: 'pick',
                    header: 'Choix',
                    cell: (pupil: (typeof pupils)[number]) => (
                      <Pick name="pupil" value={pupil.name} label={`Choisir ${pupil.name}`} />
                    ),
                  },
                ]
              : []),
            {
              key: 'name',
              header: 'Nom',
              namesRow: true,
              cell: (pupil) => <a href="#tableaux">{pupil.name}</a>,
              sort: { href: '#tableaux', now: 'ascending' },
            },
            { key: 'group', header: 'Classe', cell: (pupil) => pupil.group, sort: { href: '#tableaux' } },
            { key: 'born', header: 'Naissance', numeric: true, cell: (pupil) => pupil.born },
            {
              key: 'account',
              header: 'Compte',
              cell: (pupil) => (
                <Badge tone={pupil.active ? 'mousse' : 'miel'} icon={pupil.active ? 'check' : 'clock'}>
                  {pupil.active ? 'Actif' : 'À activer'}
                </Badge>
              ),
            },
          ]}
        />
      </Case>
    ))}
    <Pagination position="1 à 20 sur 188" previous="#tableaux" next="#tableaux" />
  </>
);

const navigation = (): ReactElement => (
  <>
    <Case name="Changer d’enfant, d’école">
      <ContextSwitch
        label="Enfants, exemple"
        items={[
          { label: 'Tous', icon: 'users', href: '#tous', current: true },
          { label: 'Noé', hint: 'CP', avatar: noe, href: '#noe' },
          { label: 'Awa', hint: 'CM2', avatar: awa, href: '#awa' },
        ]}
      />
    </Case>
    <Case name="Onglets">
      <Tabs
        label="Vues, exemple"
        items={[
          { label: 'Tous', href: '#onglet-tous', count: 188, current: true },
          { label: 'Sans compte', href: '#onglet-sans', count: 6 },
          { label: 'À vérifier', href: '#onglet-verifier' },
        ]}
      />
    </Case>
    <Case name="Fil d’Ariane">
      <Breadcrumb
        items={[{ label: 'Plateforme', href: '#' }, { label: 'École Jules-Ferry', href: '#' }, { label: 'CM2' }]}
      />
    </Case>
    <Case name="Recherche, simple puis avec propositions">
      <div className="stack">
        <SearchField action="#" label="Chercher dans les classes" idPrefix="plain" value="roux" />
        <PeopleSearch action="#" label="Chercher une personne" idPrefix="people" placeholder="Nom ou prénom" />
      </div>
    </Case>
    <Case name="Demandé une fois la page là">
      <LaterContent id="sample-later">
        <p>Ce que dit un autre service, ou un lien en attendant.</p>
      </LaterContent>
    </Case>
    <Case name="Menu">
      <Menu label="Menu d’exemple" summary={<Avatar name="Aminata Diallo" />}>
        <MenuLink href="#navigation" icon="circle-user" current>
          Mon compte
        </MenuLink>
        <MenuLink href="#navigation" icon="type">
          Réglages de lecture
        </MenuLink>
        <MenuButton action="#" icon="log-out">
          Se déconnecter
        </MenuButton>
      </Menu>
    </Case>
  </>
);

const dialogs = (): ReactElement => (
  <>
    <LinkButton variant="secondary" href="#boites" opens="sample-dialog">
      Ouvrir la boîte
    </LinkButton>
    <Dialog id="sample-dialog" title="Rattacher un autre enfant" actions={<Button>Rattacher</Button>}>
      <p>Le code est sur la fiche remise par l’école.</p>
    </Dialog>
  </>
);

export const parts: readonly Specimen[] = [
  { id: 'boutons', title: 'Boutons', show: buttons },
  { id: 'messages', title: 'Messages', show: notices },
  { id: 'cartes', title: 'Cartes', show: cards },
  { id: 'listes', title: 'Listes', show: rows },
  { id: 'tuiles', title: 'Tuiles', show: tiles },
  { id: 'tableaux', title: 'Tableaux', show: tables },
  { id: 'navigation', title: 'Se repérer', show: navigation },
  { id: 'code', title: 'Code à imprimer', show: printedCode },
  { id: 'boites', title: 'Boîtes de dialogue', show: dialogs },
];
