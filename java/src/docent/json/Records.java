package docent.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns JSON into records and back, by the names of their components: {@code atMs} is {@code at_ms}.
 * Fields that a record does not have are left out: they are newer than we are. Numbers, booleans,
 * lists and maps that are not there are 0, false and empty.
 */
public final class Records {
  private Records() {}

  /**
   * Reads a record, or one of a sealed interface's.
   *
   * @throws JsonException where a field is missing or of another kind; the message names it
   */
  public static <T> T read(Class<T> type, Json json) {
    return type.cast(value(type, json, type.getSimpleName()));
  }

  /** The record as JSON. */
  public static Json write(Object value) {
    if (value == null) {
      return Json.NULL;
    } else if (value instanceof Json it) {
      return it;
    } else if (value instanceof String it) {
      return new Json.Str(it);
    } else if (value instanceof Number it) {
      return new Json.Num(it.toString());
    } else if (value instanceof Boolean it) {
      return new Json.Bool(it);
    } else if (value instanceof Enum<?> it) {
      return new Json.Str(Names.kebab(it));
    } else if (value instanceof List<?> it) {
      return new Json.Arr(it.stream().map(Records::write).toList());
    } else if (value instanceof Map<?, ?> it) {
      Map<String, Json> fields = new LinkedHashMap<>();
      it.forEach((key, item) -> fields.put(key.toString(), write(item)));
      return new Json.Obj(fields);
    }
    return writeRecord((Record) value);
  }

  private static Json writeRecord(Record value) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (Class<?> role : value.getClass().getInterfaces()) {
      Tagged tagged = role.getAnnotation(Tagged.class);
      if (tagged != null) {
        fields.put(tagged.value(), new Json.Str(Names.tag(tagged, value.getClass())));
      }
    }
    for (RecordComponent it : value.getClass().getRecordComponents()) {
      fields.put(Names.snake(it.getName()), write(component(value, it)));
    }
    return new Json.Obj(fields);
  }

  private static Object component(Record value, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException err) {
      throw new IllegalStateException("a record's accessor can be called", err);
    }
  }

  private static Object value(Type type, Json json, String path) {
    if (type instanceof ParameterizedType it) {
      return collection(it, json, path);
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted == Json.class) {
      return json;
    } else if (wanted.isPrimitive()) {
      return primitive(wanted, json, path);
    } else if (json instanceof Json.Null) {
      throw new JsonException(path + " is missing");
    } else if (wanted == String.class) {
      return expect(Json.Str.class, json, path).value();
    } else if (wanted == Long.class) {
      return expect(Json.Num.class, json, path).longValue();
    } else if (wanted == Integer.class) {
      return primitive(int.class, json, path);
    } else if (wanted.isEnum()) {
      return constant(wanted, expect(Json.Str.class, json, path).value(), path);
    } else if (wanted.isSealed()) {
      Json.Obj object = expect(Json.Obj.class, json, path);
      return record(variant(wanted, object, path), object, path);
    }
    return record(wanted, expect(Json.Obj.class, json, path), path);
  }

  private static Object collection(ParameterizedType type, Json json, String path) {
    Type item = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (type.getRawType() == List.class) {
      List<Object> items = new ArrayList<>();
      if (!(json instanceof Json.Null)) {
        for (Json it : expect(Json.Arr.class, json, path).items()) {
          items.add(value(item, it, path + "[" + items.size() + "]"));
        }
      }
      return List.copyOf(items);
    }
    boolean isNumbered = type.getActualTypeArguments()[0] == Integer.class;
    Map<Object, Object> items = new LinkedHashMap<>();
    if (!(json instanceof Json.Null)) {
      expect(Json.Obj.class, json, path)
          .fields()
          .forEach((key, it) -> items.put(isNumbered ? (Object) number(key, path) : key, value(item, it, path + "." + key)));
    }
    return Map.copyOf(items);
  }

  private static Integer number(String key, String path) {
    try {
      return Integer.valueOf(key);
    } catch (NumberFormatException err) {
      throw new JsonException(path + " has the name `" + key + "`, which is no number");
    }
  }

  private static Object primitive(Class<?> wanted, Json json, String path) {
    boolean isNone = json instanceof Json.Null;
    if (wanted == boolean.class) {
      return !isNone && expect(Json.Bool.class, json, path).value();
    }
    long number = isNone ? 0 : expect(Json.Num.class, json, path).longValue();
    if (wanted == int.class) {
      return Math.toIntExact(Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number)));
    }
    return number;
  }

  /** A word that is newer than we are is {@code UNKNOWN}, where there is one. */
  private static Object constant(Class<?> type, String word, String path) {
    Object unknown = null;
    for (Object it : type.getEnumConstants()) {
      if (Names.kebab((Enum<?>) it).equals(word)) {
        return it;
      }
      unknown = "UNKNOWN".equals(((Enum<?>) it).name()) ? it : unknown;
    }
    if (unknown == null) {
      throw new JsonException(path + " is `" + word + "`, which is not known");
    }
    return unknown;
  }

  private static Class<?> variant(Class<?> type, Json.Obj object, String path) {
    Tagged tagged = type.getAnnotation(Tagged.class);
    String tag = expect(Json.Str.class, object.at(tagged.value()), path + "." + tagged.value()).value();
    Class<?> unknown = null;
    for (Class<?> it : type.getPermittedSubclasses()) {
      if (Names.tag(tagged, it).equals(tag)) {
        return it;
      }
      unknown = "Unknown".equals(it.getSimpleName()) ? it : unknown;
    }
    if (unknown == null) {
      throw new JsonException(path + " is `" + tag + "`, which is not known");
    }
    return unknown;
  }

  private static Object record(Class<?> type, Json.Obj object, String path) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent it = components[i];
      String name = Names.snake(it.getName());
      Json json = object.at(name);
      boolean isNone = json instanceof Json.Null && it.getAccessor().isAnnotationPresent(Maybe.class);
      values[i] = isNone ? null : value(it.getGenericType(), json, path + "." + name);
    }
    return make(type, components, values);
  }

  private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (InvocationTargetException err) {
      throw new JsonException(type.getSimpleName() + ": " + err.getCause().getMessage());
    } catch (ReflectiveOperationException err) {
      throw new IllegalStateException("a record's constructor can be called", err);
    }
  }

  private static <T extends Json> T expect(Class<T> kind, Json json, String path) {
    if (kind.isInstance(json)) {
      return kind.cast(json);
    }
    String was = json instanceof Json.Null ? "is missing" : "is a " + json.getClass().getSimpleName();
    throw new JsonException(path + " " + was + ", not a " + kind.getSimpleName());
  }
}
