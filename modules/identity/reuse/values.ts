import { phoneInPairs } from '../../../platform/texts/phone.ts';
import type { ReuseFact } from './contract.ts';

/** What may be known of a household; a fact that was not asked for is not there. */
interface Values {
  readonly street?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly mobile?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly children?:
    | readonly { readonly name: string; readonly school: string; readonly classes: readonly string[] }[]
    | undefined;
}

const together = (parts: readonly (string | null | undefined)[], by: string): string => parts.filter(Boolean).join(by);

/** One fact as a line of text; empty when nothing is known. */
export function factsInWords(fact: ReuseFact, values: Values): string {
  switch (fact) {
    case 'address':
      return together([values.street, together([values.postalCode, values.city], ' ')], ', ');
    case 'phone':
      return together(
        [values.mobile, values.phone].map((number) => number && phoneInPairs(number)),
        ' · ',
      );
    case 'email':
      return values.email ?? '';
    case 'children':
      return (values.children ?? [])
        .map(({ name, school, classes }) => together([name, together([school, ...classes], ', ')], ' : '))
        .join(' ; ');
  }
}
