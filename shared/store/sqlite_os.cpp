// Where SQLite is built without an operating system (SQLITE_OS_OTHER, WebAssembly), it asks for these two.
// There no VFS is the default: block files are registered by name (block_vfs.h).
#ifdef __EMSCRIPTEN__
extern "C" {
int sqlite3_os_init(void);
int sqlite3_os_end(void);
int sqlite3_os_init(void) { return 0; }
int sqlite3_os_end(void) { return 0; }
}
#endif
