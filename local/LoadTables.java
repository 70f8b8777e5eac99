import com.almworks.sqlite4java.SQLite;

/// Says the version of the native library under DynamoDB Local, or why it does not load.
class LoadTables {
    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        System.out.println("SQLite " + SQLite.getSQLiteVersion());
    }
}
