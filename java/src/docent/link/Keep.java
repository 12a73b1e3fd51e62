package docent.link;

/** Where a client keeps small texts by name, through restarts of its program. */
public interface Keep {
  /** The text of this name; null where there is none. */
  String read(String name);

  /** Replaces the text of this name, whole or not at all; null takes it away. */
  void write(String name, String text);

  /** Keeps nothing beyond the life of the program. */
  static Keep inMemory() {
    java.util.Map<String, String> texts = new java.util.concurrent.ConcurrentHashMap<>();
    return new Keep() {
      @Override
      public String read(String name) {
        return texts.get(name);
      }

      @Override
      public void write(String name, String text) {
        if (text == null) {
          texts.remove(name);
        } else {
          texts.put(name, text);
        }
      }
    };
  }
}
