/** A French number as one dictates it: "+33465710012" gives "04 65 71 00 12"; any other stays as it came. */
export const phoneInPairs = (phone: string): string => {
  const national = /^(?:\+33|0033|0)([1-9]\d{8})$/.exec(phone.replace(/[\s.-]/g, ''))?.[1];
  return national ? (`0${national}`.match(/\d{2}/g) ?? []).join(' ') : phone;
};
