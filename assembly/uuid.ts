const LENGTH: usize = 36;
const ALL: i32 = 0xffff;

/** Where a UUID in lower case ends; 0 if none begins at a place, or that of zeros, which stands for none. */
export function uuidEnd(at: usize): usize {
  // `01234567-89ab-cdef-0123-456789abcdef`, of which the last sixteen overlap those before them.
  const isUuid = areDigits(at, 0x2100) && areDigits(at + 16, 0x0084) && areDigits(at + 20, 0x0008);
  return isUuid && !isNil(at) ? at + LENGTH : 0;
}

/** Whether sixteen characters are hexadecimal digits but for hyphens where bits are set. */
function areDigits(at: usize, hyphens: i32): bool {
  const bytes = v128.load(at);
  const digits = v128.and(i8x16.ge_u(bytes, i8x16.splat(0x30)), i8x16.le_u(bytes, i8x16.splat(0x39)));
  const letters = v128.and(i8x16.ge_u(bytes, i8x16.splat(0x61)), i8x16.le_u(bytes, i8x16.splat(0x66)));
  if (i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x2d))) !== hyphens) return false;
  return (i8x16.bitmask(v128.or(digits, letters)) | hyphens) === ALL;
}

/** Whether all digits are zero: hyphens are before them. */
function isNil(at: usize): bool {
  const most = i8x16.splat(0x30);
  const more = v128.or(i8x16.gt_u(v128.load(at), most), i8x16.gt_u(v128.load(at + 16), most));
  return !v128.any_true(v128.or(more, i8x16.gt_u(v128.load(at + 20), most)));
}
