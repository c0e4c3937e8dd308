package org.fluxwatch.deploy.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Changes inputs: bits, numbers of all widths in both byte orders, blocks, words, digits. Most changes are few; of an
/// HDF5 file they mostly meet its structure, whose checksums are then set right.
final class Mutator {
    private static final long[] INTEGERS = {
        0,
        1,
        2,
        -1,
        -2,
        16,
        64,
        127,
        128,
        255,
        256,
        512,
        1000,
        4096,
        32767,
        32768,
        65535,
        65536,
        1 << 20,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] NUMBERS = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        5,
        12,
        90,
        181,
        -181,
        149,
        151,
        401,
        1499,
        1501,
        1101,
        1e5,
        2e9,
        1e15,
        -1e20,
        1e300,
        9.96921e36,
        -999_999,
        1e-30,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final List<String> DIGITS = List.of(
            "0",
            "-1",
            "1",
            "00",
            "1e9",
            "1e400",
            "-1e400",
            "NaN",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "0x10",
            "null",
            "true",
            "\"\"",
            "[]",
            "{}",
            "99999999999999999999999999999999");
    private static final String LETTERS = "'\"\\/{}[]:,.-_%*? \n\t#&=@0Z";
    private static final int MOST_CHANGES = 6;
    private static final int LONGEST_BLOCK = 64;
    private static final int MOST_BYTES = 1 << 20;

    private final List<byte[]> words;

    Mutator(List<String> words) {
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /// An input and where its checksums stand.
    record Input(byte[] bytes, Hdf5Checksums checksums, boolean text) {
        static Input of(byte[] bytes) {
            int letters = 0;
            for (int i = 0; i < Math.min(bytes.length, 256); i++) if (bytes[i] >= '\t') letters++;
            return new Input(bytes, Hdf5Checksums.of(bytes), letters == Math.min(bytes.length, 256));
        }
    }

    /// A changed copy of an input.
    ///
    /// @param other what parts may be taken from
    byte[] change(Input input, byte[] other, RandomGenerator random) {
        byte[] bytes = input.bytes().clone();
        int changes = 1;
        while (changes < MOST_CHANGES && random.nextInt(2) == 0) changes++;
        for (int n = 0; n < changes && bytes.length > 0; n++)
            bytes = input.text()
                    ? changeText(bytes, other, random)
                    : changeBinary(bytes, place(input, bytes, random), other, random);
        if (bytes.length == input.bytes().length && random.nextInt(8) != 0)
            input.checksums().repair(bytes);
        return bytes;
    }

    private static int place(Input input, byte[] bytes, RandomGenerator random) {
        final List<int[]> blocks = input.checksums().blocks();
        if (blocks.isEmpty() || random.nextInt(4) == 0) return random.nextInt(bytes.length);
        final int[] block = blocks.get(random.nextInt(blocks.size()));
        return Math.min(bytes.length - 1, block[0] + random.nextInt(block[1] - block[0]));
    }

    private byte[] changeBinary(byte[] bytes, int at, byte[] other, RandomGenerator random) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 3, 4 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 5, 6 -> integer(bytes, at, INTEGERS[random.nextInt(INTEGERS.length)], random);
            case 7 -> integer(bytes, at, bytes[at] + random.nextInt(-35, 36), random);
            case 8, 9 -> number(bytes, at, random);
            case 10 -> overwritten(bytes, at, bytes, random);
            case 11 -> overwritten(bytes, at, other, random);
            case 12 -> words.isEmpty() ? bytes : put(bytes, at, words.get(random.nextInt(words.size())));
            case 13 ->
                random.nextInt(4) == 0
                        ? Arrays.copyOf(bytes, at)
                        : integer(bytes, at, random.nextInt(bytes.length), random);
            case 14 ->
                random.nextInt(4) == 0
                        ? replaced(bytes, at, length(bytes, at, random), new byte[0])
                        : number(bytes, at, random);
            default ->
                random.nextInt(4) == 0 ? spliced(bytes, at, other) : integer(bytes, at, random.nextLong(), random);
        };
    }

    private byte[] changeText(byte[] bytes, byte[] other, RandomGenerator random) {
        final int at = random.nextInt(bytes.length);
        return switch (random.nextInt(12)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> replaced(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 2, 3, 4 -> digits(bytes, at, random);
            case 5 -> replaced(bytes, at, length(bytes, at, random), new byte[0]);
            case 6 -> replaced(bytes, at, 0, block(bytes, random));
            case 7 -> replaced(bytes, at, length(bytes, at, random), block(other, random));
            case 8, 9 -> word(bytes, at, random);
            case 10 -> random.nextInt(4) == 0 ? spliced(bytes, at, other) : quoted(bytes, at, random);
            default -> replaced(bytes, at, 0, Character.toString(letter(random)).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static int letter(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> random.nextInt(0x80, 0xd800);
            case 2 -> random.nextInt(0x10000, 0x20000);
            default -> LETTERS.charAt(random.nextInt(LETTERS.length()));
        };
    }

    private static byte[] integer(byte[] bytes, int at, long value, RandomGenerator random) {
        final ByteBuffer buffer = buffer(bytes, random);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) value;
            case 1 -> {
                if (at + 2 <= bytes.length) buffer.putShort(at, (short) value);
            }
            case 2 -> {
                if (at + 4 <= bytes.length) buffer.putInt(at, (int) value);
            }
            default -> {
                if (at + 8 <= bytes.length) buffer.putLong(at, value);
            }
        }
        return bytes;
    }

    private static byte[] number(byte[] bytes, int at, RandomGenerator random) {
        final ByteBuffer buffer = buffer(bytes, random);
        final double value = NUMBERS[random.nextInt(NUMBERS.length)];
        final int aligned = at & ~3;
        if (random.nextBoolean() && aligned + 8 <= bytes.length) buffer.putDouble(aligned, value);
        else if (aligned + 4 <= bytes.length) buffer.putFloat(aligned, (float) value);
        return bytes;
    }

    private static ByteBuffer buffer(byte[] bytes, RandomGenerator random) {
        return ByteBuffer.wrap(bytes).order(random.nextInt(3) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] overwritten(byte[] bytes, int at, byte[] source, RandomGenerator random) {
        return source.length == 0 ? bytes : put(bytes, at, block(source, random));
    }

    private static byte[] put(byte[] bytes, int at, byte[] block) {
        System.arraycopy(block, 0, bytes, at, Math.min(block.length, bytes.length - at));
        return bytes;
    }

    private byte[] word(byte[] bytes, int at, RandomGenerator random) {
        if (words.isEmpty()) return digits(bytes, at, random);
        final byte[] word = words.get(random.nextInt(words.size()));
        return replaced(bytes, at, random.nextBoolean() ? 0 : Math.min(word.length, bytes.length - at), word);
    }

    /// Another number in place of the next one.
    private static byte[] digits(byte[] bytes, int at, RandomGenerator random) {
        int begin = at;
        while (begin < bytes.length && !isDigit(bytes[begin])) begin++;
        int end = begin;
        while (end < bytes.length && isDigit(bytes[end])) end++;
        final String number = random.nextInt(3) == 0
                ? Long.toString(random.nextLong() >> random.nextInt(64))
                : DIGITS.get(random.nextInt(DIGITS.size()));
        return replaced(bytes, begin, end - begin, number.getBytes(StandardCharsets.US_ASCII));
    }

    /// Another value in place of the next text in quotation marks.
    private static byte[] quoted(byte[] bytes, int at, RandomGenerator random) {
        int begin = at;
        while (begin < bytes.length && bytes[begin] != '"') begin++;
        int end = begin + 1;
        while (end < bytes.length && bytes[end] != '"') end++;
        if (end >= bytes.length) return bytes;
        final String value = DIGITS.get(random.nextInt(DIGITS.size()));
        return replaced(bytes, begin, end + 1 - begin, value.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int length(byte[] bytes, int at, RandomGenerator random) {
        return Math.min(bytes.length - at, 1 + random.nextInt(LONGEST_BLOCK));
    }

    private static byte[] block(byte[] source, RandomGenerator random) {
        if (source.length == 0) return source;
        final int at = random.nextInt(source.length);
        return Arrays.copyOfRange(source, at, at + length(source, at, random));
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] other) {
        final int from = Math.min(at, other.length);
        return replaced(bytes, at, bytes.length - at, Arrays.copyOfRange(other, from, other.length));
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        if (bytes.length - length + by.length > MOST_BYTES) return bytes;
        final byte[] changed = new byte[bytes.length - length + by.length];
        System.arraycopy(bytes, 0, changed, 0, at);
        System.arraycopy(by, 0, changed, at, by.length);
        System.arraycopy(bytes, at + length, changed, at + by.length, bytes.length - at - length);
        return changed;
    }
}
