/** An answer to a program of another house, in the form that its protocol lays down. */
export interface Verbatim {
  /** 200 unless said otherwise. */
  readonly status?: number;
  /** Media type with its charset. */
  readonly type: string;
  readonly text: string;
  /** Headers that its protocol lays down. */
  readonly headers?: Readonly<Record<string, string>>;
}
