package docent.link;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Ids: 128 random bits as 26 letters of Crockford's base32. */
public final class Id {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LETTERS = 26;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Id() {}

  /** A new id, from the system's cryptographic source. */
  public static String random() {
    return of(new BigInteger(128, RANDOM));
  }

  /** Whether this is the text of an id. */
  public static boolean isOne(String text) {
    return text != null && text.matches("[0-7][0-9a-hjkmnp-tv-z]{25}");
  }

  private static String of(BigInteger bits) {
    StringBuilder text = new StringBuilder();
    for (int place = LETTERS - 1; place >= 0; place--) {
      text.append(ALPHABET.charAt(bits.shiftRight(place * 5).intValue() & 31));
    }
    return text.toString();
  }
}
