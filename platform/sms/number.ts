/** Mobile numbers of France: beginning as it is dialled there, code of the country that it takes abroad. */
const mobiles: readonly (readonly [RegExp, string])[] = [
  [/^0690|^0691/, '590'],
  [/^0694/, '594'],
  [/^0696|^0697/, '596'],
  [/^0692|^0693/, '262'],
  [/^06(?!9[0-9])|^069[589]|^07/, '33'],
];

/** A mobile number as gateways want it (`+33612345678`), of what somebody typed; undefined when no SMS reaches it. */
export function mobileNumber(typed: string): string | undefined {
  const plain = typed.replace(/[\s.()\u00a0\u202f-]/g, '').replace(/^00/, '+');
  if (/^\+[1-9]\d{7,14}$/.test(plain)) return plain.replace(/^\+330/, '+33');
  if (!/^0\d{9}$/.test(plain)) return undefined;
  const country = mobiles.find(([beginning]) => beginning.test(plain))?.[1];
  return country === undefined ? undefined : `+${country}${plain.slice(1)}`;
}

/** A number as journals and acts may keep it: enough to recognise one’s own, not enough to ring. */
export const hiddenNumber = (number: string): string =>
  `${number.slice(0, 4)}${'•'.repeat(Math.max(0, number.length - 6))}${number.slice(-2)}`;
