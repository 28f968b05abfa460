import type { ReactElement, ReactNode } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { View } from '../../../platform/http/view.ts';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { showSchool } from '../contract.ts';

interface Shown {
  readonly school: { readonly uai: string; readonly name: string };
  readonly title: string;
  readonly lead: string;
}

/** A page of management under that of a school: the way back to it, what the page is, and it follows what changes there. */
export function underSchool(shown: Shown, body: ReactNode): View {
  const { school, title } = shown;
  return {
    title: `${title} · ${school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    live: [`school:${school.uai}`],
    body: (
      <>
        <Header {...shown} />
        {body}
      </>
    ),
  };
}

const Header = ({ school, title, lead }: Shown): ReactElement => (
  <PageHeader
    above={
      <Breadcrumb
        items={[{ label: school.name, href: addressOf(showSchool, { schoolUai: school.uai }) }, { label: title }]}
      />
    }
    title={title}
    subtitle={<p>{lead}</p>}
  />
);
