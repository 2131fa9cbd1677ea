// Ids as portal/kernel/ids.py makes them: 41 bits of milliseconds since 2020 and 22 random ones,
// written as 13 characters of Crockford's base 32.

const EPOCH = Date.UTC(2020, 0, 1);
const RANDOM_BITS = 22;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

let newest = 0; // ids made one after the other sort in that order

export function newId() {
  newest = Math.max(Date.now(), newest + 1);
  const random = crypto.getRandomValues(new Uint32Array(1))[0] >>> (32 - RANDOM_BITS);
  let id = (BigInt(newest - EPOCH) << BigInt(RANDOM_BITS)) | BigInt(random);
  let name = "";
  while (name.length < 13) {
    name = ALPHABET[Number(id & 31n)] + name;
    id >>= 5n;
  }
  return name;
}
