;; Escaping as JSON and the search for marks of secrets, sixteen bytes at a time. `npm run generate` makes text-kernel-bytes.ts of it, for
;; engines that have relaxed SIMD and, with the other swizzle in its place, for those that have not. Relaxed, an index from 16 to 127 gives
;; what the processor pleases: there are none, but where the other swizzle is used in any case.
;;
;; Memory, laid out by wasm-text-memory.ts:
;;       0  256 × 16 bytes: for eight bytes and a mask of those that need a backslash, where each byte of the result comes from:
;;          0–7 are the bytes, 8 is a backslash
;;    4096  16 bytes: a control character's short escape (\n), as what turns one into the other; 0 has none
;;    4112  six tables of 16 bytes: the sets of marks that may have a byte in the first, second or third place of the three that they
;;          are found by, each by its low half and by its high half
;;    4208  16 bytes of scratch
;;    4224  nine 32-bit addresses: where the marks of each of the eight sets begin, and the end
;;    4288  marks, 40 bytes each: value and mask of eight bytes, twice, then the bit that tells of it, and how many bytes it begins
;;          before those that it is found by
;;    8192  from here on input and output; 32 bytes behind either are overwritten
(module
  (memory (export "memory") 4)
  (data (i32.const 4096) "\00\00\00\00\00\00\00\00\6a\7d\64\00\6a\7f\00\00")

  ;; Where reading stopped for lack of room.
  (global $read (mut i32) (i32.const 0))
  (func (export "readUntil") (result i32) (global.get $read))

  (func $hexDigit (param $value i32) (result i32)
    (i32.add
      (local.get $value)
      (select (i32.const 0x30) (i32.const 0x57) (i32.lt_u (local.get $value) (i32.const 10)))))

  ;; One unit of UTF-16 that is not half of a pair. Returns the next place, or 0 if it does not fit.
  (func $writeUnit (param $unit i32) (param $out i32) (param $end i32) (result i32)
    (local $short i32)
    (if (i32.or
          (i32.or (i32.eq (local.get $unit) (i32.const 0x22)) (i32.eq (local.get $unit) (i32.const 0x5c)))
          (i32.lt_u (local.get $unit) (i32.const 0x10)))
      (then
        (if (i32.lt_u (local.get $unit) (i32.const 0x10))
          (then (local.set $short (i32.load8_u offset=4096 (local.get $unit)))))
        (if (i32.or (local.get $short) (i32.ge_u (local.get $unit) (i32.const 0x10)))
          (then
            (if (i32.gt_u (i32.add (local.get $out) (i32.const 2)) (local.get $end)) (then (return (i32.const 0))))
            (i32.store8 (local.get $out) (i32.const 0x5c))
            (i32.store8 offset=1 (local.get $out) (i32.xor (local.get $unit) (local.get $short)))
            (return (i32.add (local.get $out) (i32.const 2)))))))
    ;; \u001f, and halves of pairs alone
    (if (i32.or
          (i32.lt_u (local.get $unit) (i32.const 0x20))
          (i32.eq (i32.and (local.get $unit) (i32.const 0xf800)) (i32.const 0xd800)))
      (then
        (if (i32.gt_u (i32.add (local.get $out) (i32.const 6)) (local.get $end)) (then (return (i32.const 0))))
        (i32.store16 (local.get $out) (i32.const 0x755c))
        (i32.store8 offset=2 (local.get $out) (call $hexDigit (i32.shr_u (local.get $unit) (i32.const 12))))
        (i32.store8 offset=3 (local.get $out)
          (call $hexDigit (i32.and (i32.shr_u (local.get $unit) (i32.const 8)) (i32.const 15))))
        (i32.store8 offset=4 (local.get $out)
          (call $hexDigit (i32.and (i32.shr_u (local.get $unit) (i32.const 4)) (i32.const 15))))
        (i32.store8 offset=5 (local.get $out) (call $hexDigit (i32.and (local.get $unit) (i32.const 15))))
        (return (i32.add (local.get $out) (i32.const 6)))))
    (if (i32.lt_u (local.get $unit) (i32.const 0x80))
      (then
        (if (i32.ge_u (local.get $out) (local.get $end)) (then (return (i32.const 0))))
        (i32.store8 (local.get $out) (local.get $unit))
        (return (i32.add (local.get $out) (i32.const 1)))))
    (if (i32.lt_u (local.get $unit) (i32.const 0x800))
      (then
        (if (i32.gt_u (i32.add (local.get $out) (i32.const 2)) (local.get $end)) (then (return (i32.const 0))))
        (i32.store8 (local.get $out) (i32.or (i32.const 0xc0) (i32.shr_u (local.get $unit) (i32.const 6))))
        (i32.store8 offset=1 (local.get $out)
          (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 0x3f))))
        (return (i32.add (local.get $out) (i32.const 2)))))
    (if (i32.gt_u (i32.add (local.get $out) (i32.const 3)) (local.get $end)) (then (return (i32.const 0))))
    (i32.store8 (local.get $out) (i32.or (i32.const 0xe0) (i32.shr_u (local.get $unit) (i32.const 12))))
    (i32.store8 offset=1 (local.get $out)
      (i32.or (i32.const 0x80) (i32.and (i32.shr_u (local.get $unit) (i32.const 6)) (i32.const 0x3f))))
    (i32.store8 offset=2 (local.get $out) (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 0x3f))))
    (i32.add (local.get $out) (i32.const 3)))

  ;; Latin-1 as the inside of a JSON string in UTF-8. Returns where it ends.
  (func (export "escapeLatin1") (param $from i32) (param $to i32) (param $out i32) (param $end i32) (result i32)
    (local $block v128) (local $short v128) (local $control v128)
    (local $mask i32) (local $stop i32) (local $next i32) (local $lastOut i32)
    (local $twos v128) (local $hash v128) (local $spaces v128) (local $backslashes v128) (local $shorts v128)
    ;; Out here, because newer engines make a constant anew wherever it stands.
    (local.set $twos (v128.const i32x4 0x02020202 0x02020202 0x02020202 0x02020202))
    (local.set $hash (v128.const i32x4 0x21212121 0x21212121 0x21212121 0x21212121))
    (local.set $spaces (v128.const i32x4 0x20202020 0x20202020 0x20202020 0x20202020))
    (local.set $backslashes (v128.const i32x4 0x5c5c5c5c 0x5c5c5c5c 0x5c5c5c5c 0x5c5c5c5c))
    (local.set $shorts (v128.load (i32.const 4096)))
    (local.set $lastOut (i32.sub (local.get $end) (i32.const 32)))
    ;; What is read beyond the end is plain.
    (v128.store (local.get $to) (local.get $spaces))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
        (block $oneByOne
          (br_if $oneByOne (i32.gt_u (local.get $out) (local.get $lastOut)))
          (local.set $block (v128.load (local.get $from)))
          ;; With 2 flipped, the quote takes the place of the space, and what must be escaped is below 0x21: control characters, the
          ;; quote, and, because bytes are signed here, what is not ASCII.
          (local.set $mask
            (i8x16.bitmask
              (v128.or
                (i8x16.lt_s (v128.xor (local.get $block) (local.get $twos)) (local.get $hash))
                (i8x16.eq (local.get $block) (local.get $backslashes)))))
          (if (local.get $mask)
            (then
              (local.set $control (i8x16.lt_s (local.get $block) (local.get $spaces)))
              (if (i8x16.bitmask (local.get $control))
                (then
                  (local.set $short (i8x16.swizzle (local.get $shorts) (local.get $block)))
                  ;; Not ASCII, or an escape of six bytes
                  (br_if $oneByOne
                    (i8x16.bitmask
                      (v128.and
                        (local.get $control)
                        (i8x16.eq (local.get $short) (v128.const i32x4 0 0 0 0)))))
                  (local.set $block (v128.xor (local.get $block) (local.get $short)))))
              (v128.store (local.get $out)
                (i8x16.relaxed_swizzle
                  (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
                    (local.get $block)
                    (local.get $backslashes))
                  (v128.load (i32.shl (i32.and (local.get $mask) (i32.const 0xff)) (i32.const 4)))))
              (local.set $out
                (i32.add
                  (i32.add (local.get $out) (i32.const 8))
                  (i32.popcnt (i32.and (local.get $mask) (i32.const 0xff)))))
              (local.set $mask (i32.shr_u (local.get $mask) (i32.const 8)))
              (v128.store (local.get $out)
                (i8x16.relaxed_swizzle
                  (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
                    (local.get $block)
                    (local.get $backslashes))
                  (v128.load (i32.shl (local.get $mask) (i32.const 4)))))
              (local.set $out
                (i32.add (i32.add (local.get $out) (i32.const 8)) (i32.popcnt (local.get $mask)))))
            (else
              (v128.store (local.get $out) (local.get $block))
              (local.set $out (i32.add (local.get $out) (i32.const 16)))))
          (local.set $from (i32.add (local.get $from) (i32.const 16)))
          (br $blocks))
        (local.set $stop (i32.add (local.get $from) (i32.const 16)))
        (if (i32.gt_u (local.get $stop) (local.get $to)) (then (local.set $stop (local.get $to))))
        (loop $units
          (local.set $next (call $writeUnit (i32.load8_u (local.get $from)) (local.get $out) (local.get $end)))
          (br_if $done (i32.eqz (local.get $next)))
          (local.set $out (local.get $next))
          (local.set $from (i32.add (local.get $from) (i32.const 1)))
          (br_if $units (i32.lt_u (local.get $from) (local.get $stop))))
        (br $blocks)))
    (global.set $read (local.get $from))
    (if (i32.gt_u (local.get $from) (local.get $to))
      (then
        (global.set $read (local.get $to))
        (return (i32.sub (local.get $out) (i32.sub (local.get $from) (local.get $to))))))
    (local.get $out))

  ;; The same of UTF-16.
  (func (export "escapeUtf16") (param $from i32) (param $to i32) (param $out i32) (param $end i32) (result i32)
    (local $block v128) (local $short v128) (local $control v128) (local $mask i32) (local $stop i32) (local $next i32)
    (local $unit i32) (local $low i32)
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
        (block $oneByOne
          (br_if $oneByOne (i32.gt_u (i32.add (local.get $out) (i32.const 32)) (local.get $end)))
          (br_if $oneByOne (i32.gt_u (i32.add (local.get $from) (i32.const 16)) (local.get $to)))
          (local.set $block (v128.load (local.get $from)))
          (br_if $oneByOne
            (v128.any_true
              (v128.and (local.get $block) (v128.const i32x4 0xff80ff80 0xff80ff80 0xff80ff80 0xff80ff80))))
          (local.set $block (i8x16.narrow_i16x8_u (local.get $block) (local.get $block)))
          (local.set $short
            (i8x16.swizzle (v128.const i8x16 0 0 0 0 0 0 0 0 0x6a 0x7d 0x64 0 0x6a 0x7f 0 0) (local.get $block)))
          (local.set $control
            (i8x16.lt_u (local.get $block) (v128.const i32x4 0x20202020 0x20202020 0x20202020 0x20202020)))
          (br_if $oneByOne
            (v128.any_true
              (v128.and (local.get $control) (i8x16.eq (local.get $short) (v128.const i32x4 0 0 0 0)))))
          (local.set $mask
            (i32.and
              (i8x16.bitmask
                (v128.or
                  (local.get $control)
                  (v128.or
                    (i8x16.eq (local.get $block) (v128.const i32x4 0x22222222 0x22222222 0x22222222 0x22222222))
                    (i8x16.eq (local.get $block) (v128.const i32x4 0x5c5c5c5c 0x5c5c5c5c 0x5c5c5c5c 0x5c5c5c5c)))))
              (i32.const 0xff)))
          (v128.store (local.get $out)
            (i8x16.relaxed_swizzle
              (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
                (v128.xor (local.get $block) (local.get $short))
                (v128.const i32x4 0x5c5c5c5c 0x5c5c5c5c 0x5c5c5c5c 0x5c5c5c5c))
              (v128.load (i32.shl (local.get $mask) (i32.const 4)))))
          (local.set $out (i32.add (i32.add (local.get $out) (i32.const 8)) (i32.popcnt (local.get $mask))))
          (local.set $from (i32.add (local.get $from) (i32.const 16)))
          (br $blocks))
        (local.set $stop (i32.add (local.get $from) (i32.const 16)))
        (if (i32.gt_u (local.get $stop) (local.get $to)) (then (local.set $stop (local.get $to))))
        (loop $units
          (local.set $unit (i32.load16_u (local.get $from)))
          (block $written
            (block $alone
              (br_if $alone (i32.ne (i32.and (local.get $unit) (i32.const 0xfc00)) (i32.const 0xd800)))
              (br_if $alone (i32.ge_u (i32.add (local.get $from) (i32.const 2)) (local.get $to)))
              (local.set $low (i32.load16_u offset=2 (local.get $from)))
              (br_if $alone (i32.ne (i32.and (local.get $low) (i32.const 0xfc00)) (i32.const 0xdc00)))
              (br_if $done (i32.gt_u (i32.add (local.get $out) (i32.const 4)) (local.get $end)))
              (local.set $unit
                (i32.add
                  (i32.const 0x10000)
                  (i32.or
                    (i32.shl (i32.and (local.get $unit) (i32.const 0x3ff)) (i32.const 10))
                    (i32.and (local.get $low) (i32.const 0x3ff)))))
              (i32.store8 (local.get $out) (i32.or (i32.const 0xf0) (i32.shr_u (local.get $unit) (i32.const 18))))
              (i32.store8 offset=1 (local.get $out)
                (i32.or (i32.const 0x80) (i32.and (i32.shr_u (local.get $unit) (i32.const 12)) (i32.const 0x3f))))
              (i32.store8 offset=2 (local.get $out)
                (i32.or (i32.const 0x80) (i32.and (i32.shr_u (local.get $unit) (i32.const 6)) (i32.const 0x3f))))
              (i32.store8 offset=3 (local.get $out)
                (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 0x3f))))
              (local.set $out (i32.add (local.get $out) (i32.const 4)))
              (local.set $from (i32.add (local.get $from) (i32.const 4)))
              (br $written))
            (local.set $next (call $writeUnit (local.get $unit) (local.get $out) (local.get $end)))
            (br_if $done (i32.eqz (local.get $next)))
            (local.set $out (local.get $next))
            (local.set $from (i32.add (local.get $from) (i32.const 2))))
          (br_if $units (i32.lt_u (local.get $from) (local.get $stop))))
        (br $blocks)))
    (global.set $read (local.get $from))
    (local.get $out))

  ;; The bits of all marks that are in these bytes. Letters of both cases are the same. The highest bit is set where not all of it is ASCII.
  (func (export "findMarks") (param $from i32) (param $to i32) (result i32)
    (local $block v128) (local $low v128) (local $high v128) (local $sets v128) (local $nextSets v128)
    (local $first v128) (local $second v128) (local $nibbles v128) (local $all v128)
    (local $firstLow v128) (local $firstHigh v128) (local $secondLow v128) (local $secondHigh v128)
    (local $half i32) (local $lanes i32) (local $at i32) (local $bits i32) (local $mark i32) (local $last i32) (local $start i32) (local $found i32)
    (local.set $nibbles (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f))
    (local.set $firstLow (v128.load (i32.const 4112)))
    (local.set $firstHigh (v128.load (i32.const 4128)))
    (local.set $secondLow (v128.load (i32.const 4144)))
    (local.set $secondHigh (v128.load (i32.const 4160)))
    (v128.store (local.get $to) (v128.const i32x4 0x20202020 0x20202020 0x20202020 0x20202020))
    (v128.store offset=16 (local.get $to) (v128.const i32x4 0x20202020 0x20202020 0x20202020 0x20202020))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
        ;; In the place of each byte: the sets that may have it as their second, and the one before it as their first.
        (local.set $block (v128.load (local.get $from)))
        (local.set $all (v128.or (local.get $all) (local.get $block)))
        (local.set $low (v128.and (local.get $block) (local.get $nibbles)))
        (local.set $high (v128.and (i16x8.shr_u (local.get $block) (i32.const 4)) (local.get $nibbles)))
        (local.set $first
          (v128.and
            (i8x16.relaxed_swizzle (local.get $firstLow) (local.get $low))
            (i8x16.relaxed_swizzle (local.get $firstHigh) (local.get $high))))
        (local.set $sets
          (v128.and
            (v128.and
              (i8x16.relaxed_swizzle (local.get $secondLow) (local.get $low))
              (i8x16.relaxed_swizzle (local.get $secondHigh) (local.get $high)))
            (i8x16.shuffle 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
              (local.get $second)
              (local.get $first))))
        (local.set $block (v128.load offset=16 (local.get $from)))
        (local.set $all (v128.or (local.get $all) (local.get $block)))
        (local.set $low (v128.and (local.get $block) (local.get $nibbles)))
        (local.set $high (v128.and (i16x8.shr_u (local.get $block) (i32.const 4)) (local.get $nibbles)))
        (local.set $second
          (v128.and
            (i8x16.relaxed_swizzle (local.get $firstLow) (local.get $low))
            (i8x16.relaxed_swizzle (local.get $firstHigh) (local.get $high))))
        (local.set $nextSets
          (v128.and
            (v128.and
              (i8x16.relaxed_swizzle (local.get $secondLow) (local.get $low))
              (i8x16.relaxed_swizzle (local.get $secondHigh) (local.get $high)))
            (i8x16.shuffle 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
              (local.get $first)
              (local.get $second))))
        (if (v128.any_true (v128.or (local.get $sets) (local.get $nextSets)))
          (then
            (local.set $half (local.get $from))
            (loop $halves
              ;; Of those, the sets that may have the next byte as their third.
              (local.set $block (v128.load offset=1 (local.get $half)))
              (local.set $sets
                (v128.and
                  (local.get $sets)
                  (v128.and
                    (i8x16.relaxed_swizzle
                      (v128.load (i32.const 4176))
                      (v128.and (local.get $block) (local.get $nibbles)))
                    (i8x16.relaxed_swizzle
                      (v128.load (i32.const 4192))
                      (v128.and (i16x8.shr_u (local.get $block) (i32.const 4)) (local.get $nibbles))))))
              (local.set $lanes
                (i32.xor
                  (i8x16.bitmask (i8x16.eq (local.get $sets) (v128.const i32x4 0 0 0 0)))
                  (i32.const 0xffff)))
              (if (local.get $lanes)
                (then
                  (v128.store (i32.const 4208) (local.get $sets))
                  (loop $candidates
                    (local.set $at (i32.add (i32.sub (local.get $half) (i32.const 1)) (i32.ctz (local.get $lanes))))
                    (local.set $bits (i32.load8_u offset=4208 (i32.ctz (local.get $lanes))))
                    (loop $set
                      (local.set $mark (i32.load offset=4224 (i32.shl (i32.ctz (local.get $bits)) (i32.const 2))))
                      (local.set $last (i32.load offset=4228 (i32.shl (i32.ctz (local.get $bits)) (i32.const 2))))
                      (loop $marks
                        (local.set $start (i32.sub (local.get $at) (i32.load offset=36 (local.get $mark))))
                        (if (i64.eq
                              (i64.and
                                (i64.or (i64.load (local.get $start)) (i64.const 0x2020202020202020))
                                (i64.load offset=8 (local.get $mark)))
                              (i64.load (local.get $mark)))
                          (then
                            (if (i64.eq
                                  (i64.and
                                    (i64.or (i64.load offset=8 (local.get $start)) (i64.const 0x2020202020202020))
                                    (i64.load offset=24 (local.get $mark)))
                                  (i64.load offset=16 (local.get $mark)))
                              (then
                                (local.set $found (i32.or (local.get $found) (i32.load offset=32 (local.get $mark))))))))
                        (local.set $mark (i32.add (local.get $mark) (i32.const 40)))
                        (br_if $marks (i32.lt_u (local.get $mark) (local.get $last))))
                      (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
                      (br_if $set (local.get $bits)))
                    (local.set $lanes (i32.and (local.get $lanes) (i32.sub (local.get $lanes) (i32.const 1))))
                    (br_if $candidates (local.get $lanes)))))
              (if (i32.eq (local.get $half) (local.get $from))
                (then
                  (local.set $half (i32.add (local.get $from) (i32.const 16)))
                  (local.set $sets (local.get $nextSets))
                  (br $halves))))))
        (local.set $from (i32.add (local.get $from) (i32.const 32)))
        (br $blocks)))
    (if (i8x16.bitmask (local.get $all)) (then (local.set $found (i32.or (local.get $found) (i32.const 0x80000000)))))
    (local.get $found)))
