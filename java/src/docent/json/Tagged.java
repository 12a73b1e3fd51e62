package docent.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sealed interface whose records are told apart by one field of the JSON object. A record named
 * {@code Unknown} stands for every tag that is newer than we are.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Tagged {
  /** The field's name. */
  String value();

  /** How the names of the records are written there. */
  Style style() default Style.KEBAB;

  /** `LeaveNote` is `leave-note` or stays `LeaveNote`. */
  enum Style {
    KEBAB,
    SAME
  }
}
