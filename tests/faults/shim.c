// A disk that fails when it is told to. LD_PRELOADed, it counts a program's calls on files below a folder, and makes one
// of them go wrong.
//
//   FAULT_ROOT    the folder
//   FAULT_CALL    which calls: open write pwrite read pread fsync ftruncate close rename link unlink mkdir flock; or any
//   FAULT_N       which of them goes wrong, from 1
//   FAULT_MODE    error (FAULT_ERRNO, a number), short (half of it is done), kill (before it), half (in its middle)
//   FAULT_COUNTS  a file that gets, at the end of the process, a line "name count" for each kind
//   FAULT_TRACE   a file that gets what changes the disk, a line each; what is written goes to FAULT_TRACE.data
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { OPEN, WRITE, PWRITE, READ, PREAD, FSYNC, FTRUNCATE, CLOSE, RENAME, LINK, UNLINK, MKDIR, FLOCK, ANY, KINDS };
static const char *names[] = {"open",  "write",  "pwrite", "read",   "pread", "fsync", "ftruncate",
                              "close", "rename", "link",   "unlink", "mkdir", "flock", "any"};
enum fate { GO, FAIL, HALF, DIE_HALF, DIE };

static long counts[KINDS], nth, data_size;
static int ready, wanted = -1, error = EIO, mode = FAIL, trace = -1, data = -1;
static const char *root;

static void at_end(void) {
  const char *file = getenv("FAULT_COUNTS");
  if (!file) return;
  char text[512];
  int n = 0, to = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND, 0666);
  for (int k = 0; k < KINDS; ++k) n += snprintf(text + n, sizeof text - n, "%s %ld\n", names[k], counts[k]);
  syscall(SYS_write, to, text, n);
  syscall(SYS_close, to);
}

__attribute__((constructor)) static void begin(void) {
  if (ready) return;
  ready = 1;
  const char *call = getenv("FAULT_CALL"), *n = getenv("FAULT_N"), *how = getenv("FAULT_MODE"),
             *code = getenv("FAULT_ERRNO"), *file = getenv("FAULT_TRACE");
  root = getenv("FAULT_ROOT");
  for (int k = 0; call && k < KINDS; ++k)
    if (!strcmp(call, names[k])) wanted = k;
  nth = n ? atol(n) : 0;
  error = code ? atoi(code) : EIO;
  if (how) mode = !strcmp(how, "short") ? HALF : !strcmp(how, "half") ? DIE_HALF : !strcmp(how, "kill") ? DIE : FAIL;
  if (file) {
    char other[4200];
    snprintf(other, sizeof other, "%s.data", file);
    trace = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    data = syscall(SYS_openat, AT_FDCWD, other, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  }
  atexit(at_end);
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

static int below(const char *path) { return root && !strncmp(path, root, strlen(root)) && !strstr(path, "/../"); }

// The whole name, and whether it is below the root.
static int named(const char *path, char *whole) {
  begin();
  whole[0] = 0;
  if (path[0] != '/' && getcwd(whole, 4096)) strcat(whole, "/");
  strncat(whole, path, 4096);
  return below(whole);
}

static int opened(int file, char *whole) {
  begin();
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t n = file > 2 ? syscall(SYS_readlinkat, AT_FDCWD, link, whole, 8000) : -1;
  whole[n < 0 ? 0 : n] = 0;
  return below(whole);
}

// What is to become of this call. Programs here run on one thread.
static enum fate fate(enum kind kind, int ours, int has_half) {
  if (!ours) return GO;
  ++counts[kind];
  ++counts[ANY];
  if ((kind != wanted && wanted != ANY) || counts[wanted] != nth) return GO;
  if (mode == DIE) die();
  if (mode == HALF && !has_half) return errno = error, FAIL;
  if (mode == FAIL) errno = error;
  return mode;
}

static void note(const char *form, ...) {
  if (trace < 0) return;
  char line[17000];
  va_list all;
  va_start(all, form);
  syscall(SYS_write, trace, line, vsnprintf(line, sizeof line, form, all));
  va_end(all);
}

static void *next(const char *name, void **kept) { return *kept ? *kept : (*kept = dlsym(RTLD_NEXT, name)); }
#define NEXT(name, ...) ((long (*)(__VA_ARGS__))next(name, &kept))

static ssize_t put(enum kind kind, int file, const void *from, size_t count, long at) {
  static void *kept_[2];
  char path[8200];
  const int ours = opened(file, path);
  const enum fate how = fate(kind, ours, 1);
  if (how == FAIL) return -1;
  if (how != GO && count > 1) count /= 2;
  struct stat about;
  if (kind == WRITE && ours && trace >= 0 && !fstat(file, &about))
    at = fcntl(file, F_GETFL) & O_APPEND ? about.st_size : lseek(file, 0, SEEK_CUR);
  void **kept = &kept_[kind == WRITE];
  const ssize_t done = kind == WRITE ? ((ssize_t(*)(int, const void *, size_t))next("write", kept))(file, from, count)
                                     : ((ssize_t(*)(int, const void *, size_t, off_t))next("pwrite", kept))(file, from, count, at);
  if (ours && done > 0 && trace >= 0) {
    syscall(SYS_write, data, from, done);
    note("write\t%s\t%ld\t%ld\t%ld\n", path, at, (long)done, data_size);
    data_size += done;
  }
  if (how == DIE_HALF) die();
  return done;
}
ssize_t write(int file, const void *from, size_t count) { return put(WRITE, file, from, count, 0); }
ssize_t pwrite(int file, const void *from, size_t count, off_t at) { return put(PWRITE, file, from, count, at); }
ssize_t pwrite64(int file, const void *from, size_t count, off64_t at) { return put(PWRITE, file, from, count, at); }

static ssize_t get(enum kind kind, int file, void *to, size_t count, long at) {
  static void *kept_[2];
  char path[8200];
  const enum fate how = fate(kind, opened(file, path), 1);
  if (how == FAIL) return -1;
  if (how == DIE_HALF) die();
  if (how == HALF && count > 1) count /= 2;
  void **kept = &kept_[kind == READ];
  return kind == READ ? ((ssize_t(*)(int, void *, size_t))next("read", kept))(file, to, count)
                      : ((ssize_t(*)(int, void *, size_t, off_t))next("pread", kept))(file, to, count, at);
}
ssize_t read(int file, void *to, size_t count) { return get(READ, file, to, count, 0); }
ssize_t pread(int file, void *to, size_t count, off_t at) { return get(PREAD, file, to, count, at); }
ssize_t pread64(int file, void *to, size_t count, off64_t at) { return get(PREAD, file, to, count, at); }

// Calls that are done or not, on an open file or on names. The kill in the middle comes after them.
#define WHOLE(kind, ours, call, noted)                \
  do {                                                \
    const int mine = ours;                            \
    const enum fate how = fate(kind, mine, 0);        \
    if (how == FAIL) return -1;                       \
    const int done = call;                            \
    if (mine && done >= 0) { noted; }                 \
    if (how == DIE_HALF) die();                       \
    return done;                                      \
  } while (0)
#define KEPT static void *kept; char path[8200], other[8200]; (void)other

int fsync(int file) { KEPT; WHOLE(FSYNC, opened(file, path), NEXT("fsync", int)(file), note("fsync\t%s\n", path)); }
int ftruncate(int file, off_t size) {
  KEPT;
  WHOLE(FTRUNCATE, opened(file, path), NEXT("ftruncate", int, off_t)(file, size), note("truncate\t%s\t%ld\n", path, (long)size));
}
int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }
int truncate(const char *name, off_t size) {
  KEPT;
  WHOLE(FTRUNCATE, named(name, path), NEXT("truncate", const char *, off_t)(name, size), note("truncate\t%s\t%ld\n", path, (long)size));
}
int truncate64(const char *name, off64_t size) { return truncate(name, size); }
int flock(int file, int how_) { KEPT; WHOLE(FLOCK, opened(file, path), NEXT("flock", int, int)(file, how_), (void)0); }
int close(int file) {
  KEPT;
  const enum fate how = fate(CLOSE, opened(file, path), 0);
  const int done = NEXT("close", int)(file);
  if (how == DIE_HALF) die();
  return how == FAIL ? (errno = error, -1) : done;
}
int rename(const char *from, const char *to) {
  KEPT;
  named(from, path);
  WHOLE(RENAME, named(to, other), NEXT("rename", const char *, const char *)(from, to), note("rename\t%s\t%s\n", path, other));
}
int link(const char *from, const char *to) {
  KEPT;
  named(from, path);
  WHOLE(LINK, named(to, other), NEXT("link", const char *, const char *)(from, to), note("link\t%s\t%s\n", path, other));
}
int unlink(const char *name) { KEPT; WHOLE(UNLINK, named(name, path), NEXT("unlink", const char *)(name), note("unlink\t%s\n", path)); }
int remove(const char *name) { KEPT; WHOLE(UNLINK, named(name, path), NEXT("remove", const char *)(name), note("unlink\t%s\n", path)); }
int mkdir(const char *name, mode_t rights) {
  KEPT;
  WHOLE(MKDIR, named(name, path), NEXT("mkdir", const char *, mode_t)(name, rights), note("mkdir\t%s\n", path));
}
static int do_open(const char *name, int flags, mode_t rights) {
  KEPT;
  struct stat about;
  const int there = stat(name, &about) == 0;
  WHOLE(OPEN, named(name, path), ((int (*)(const char *, int, ...))next("open", &kept))(name, flags, rights),
        if (!there) note("create\t%s\n", path); else if (flags & O_TRUNC) note("truncate\t%s\t0\n", path));
}
#define OPENING(name_) \
  int name_(const char *name, int flags, ...) { \
    va_list all; \
    va_start(all, flags); \
    const mode_t rights = flags & (O_CREAT | O_TMPFILE) ? va_arg(all, mode_t) : 0; \
    va_end(all); \
    return do_open(name, flags, rights); \
  }
OPENING(open)
OPENING(open64)
static FILE *do_fopen(const char *name, const char *how_) {
  KEPT;
  if (fate(OPEN, named(name, path), 0) == FAIL) return NULL;
  return ((FILE * (*)(const char *, const char *)) next("fopen", &kept))(name, how_);
}
FILE *fopen(const char *name, const char *how_) { return do_fopen(name, how_); }
FILE *fopen64(const char *name, const char *how_) { return do_fopen(name, how_); }
