import { visit } from '@hotwired/turbo';
import type { KeyboardEvent, ReactElement } from 'react';
import { useEffect, useRef, useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { PeopleFound, PeopleSearchData } from './people-search.tsx';

type Person = PeopleFound['people'][number];
type Answer = { query: string; people: Person[]; failed: boolean };

/** Milliseconds without a key before asking, the fewest letters worth asking for, and how many people are named. */
const pause = 150;
const fewest = 2;
const shown = 8;

/** Takes the place of the plain search field in `host`; what was typed there goes on here. */
export function mount(host: HTMLElement, props: unknown): () => void {
  forbidInlineStyle();
  const plain = [...host.children] as HTMLElement[];
  const input = host.querySelector('input');
  const place = host.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const data = props as PeopleSearchData;
  const typed = input?.value ?? '';
  // All in one go, so that no letter falls between the two fields.
  flushSync(() =>
    root.render(
      <I18nProvider locale={data.locale}>
        <PeopleCombo data={data} typed={typed} />
      </I18nProvider>,
    ),
  );
  if (document.activeElement === input) place.querySelector('input')?.focus();
  for (const element of plain) element.hidden = true;
  return () => {
    root.unmount();
    place.remove();
    for (const element of plain) element.hidden = false;
  };
}

/** React Aria writes one rule into the page unless an element of this id is there; our stylesheet holds the rule. */
function forbidInlineStyle(): void {
  const id = 'react-aria-pressable-style';
  if (!document.getElementById(id)) document.head.append(Object.assign(document.createElement('meta'), { id }));
}

function PeopleCombo({ data, typed }: { data: PeopleSearchData; typed: string }): ReactElement {
  const { texts } = data;
  const [query, setQuery] = useState('');
  const answer = usePeople(data.source, query);
  const input = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);

  // What was typed already arrives as typing, so that the list opens on it.
  useEffect(() => setQuery(typed), [typed]);

  // Enter on a person goes there; Enter on words alone searches, as the plain field does.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || input.current?.getAttribute('aria-activedescendant')) return;
    event.preventDefault();
    event.stopPropagation();
    form.current?.requestSubmit();
  };

  const empty = (): ReactElement | null =>
    answer.query ? <p className="picker-note">{answer.failed ? texts.failed : texts.none}</p> : null;

  return (
    <search>
      <form ref={form} className="search" action={data.action} method="get" onKeyDownCapture={onKeyDown}>
        <ComboBox
          aria-label={data.label}
          className="search-combo"
          inputValue={query}
          onInputChange={setQuery}
          items={answer.people}
          defaultFilter={() => true}
          allowsCustomValue
          allowsEmptyCollection
          value={null}
          onChange={(key) => {
            const person = answer.people.find(({ id }) => id === key);
            if (person) visit(person.href);
          }}
        >
          <Input ref={input} className="input" name={data.name} placeholder={data.placeholder} enterKeyHint="search" />
          <Popover className="picker" offset={6}>
            <ListBox<Person> renderEmptyState={empty}>
              {(person) => (
                <ListBoxItem id={person.id} textValue={person.displayName} className="picker-item">
                  <Text slot="label">{person.displayName}</Text>
                  <Text slot="description">{person.subtitle}</Text>
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </ComboBox>
        <button type="submit" className="search-go">
          <svg className="icon" aria-hidden="true">
            <use href={data.icon} />
          </svg>
          <span className="visually-hidden">{texts.search}</span>
        </button>
      </form>
    </search>
  );
}

/** The people whom the words name; the last answer stays until the next one is there. */
function usePeople(source: string, query: string): Answer {
  const [answer, setAnswer] = useState<Answer>({ query: '', people: [], failed: false });
  const words = query.trim();
  useEffect(() => {
    if (words.length < fewest) {
      setAnswer({ query: '', people: [], failed: false });
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`${source}?q=${encodeURIComponent(words)}`, {
          signal: stop.signal,
          headers: { accept: 'application/json' },
        });
        if (!response.ok) throw new Error(String(response.status));
        const { people } = (await response.json()) as PeopleFound;
        setAnswer({ query: words, people: people.slice(0, shown), failed: false });
      } catch {
        if (!stop.signal.aborted) setAnswer({ query: words, people: [], failed: true });
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, words]);
  return answer;
}
