// What a system refuses, for tests: loaded before the C library.
//
//   REFUSE_LOCKS=ERRNO   every lock ends with that error, as on network disks without locks
//   REFUSE_THREADS=N     after N threads no more are started
//   REFUSE_NETWORK=CODE  whoever wants a way to other machines ends at once with that exit code
//   REFUSE_READS=ERRNO   every read of a file whose name ends with REFUSE_READS_OF ends with that error
//   REFUSE_WRITES=ERRNO  once REFUSE_WRITES_AFTER bytes are in files, every write to a file ends with that error
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int started;

static int refused_lock(void) {
  const char* number = getenv("REFUSE_LOCKS");
  return number ? atoi(number) : 0;
}

int flock(int file, int operation) {
  if (!refused_lock()) return (int)syscall(SYS_flock, file, operation);
  errno = refused_lock();
  return -1;
}

static int control(int file, int command, void* argument) {
  const int locks = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK || command == F_OFD_SETLKW;
  if (!locks || !refused_lock()) return (int)syscall(SYS_fcntl, file, command, argument);
  errno = refused_lock();
  return -1;
}

int fcntl(int file, int command, ...) {
  va_list all;
  va_start(all, command);
  void* argument = va_arg(all, void*);
  va_end(all);
  return control(file, command, argument);
}

int fcntl64(int file, int command, ...) {
  va_list all;
  va_start(all, command);
  void* argument = va_arg(all, void*);
  va_end(all);
  return control(file, command, argument);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument) {
  const char* most = getenv("REFUSE_THREADS");
  if (most && __sync_fetch_and_add(&started, 1) >= atoi(most)) return EAGAIN;
  int (*next)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*) = dlsym(RTLD_NEXT, "pthread_create");
  return next(thread, attributes, start, argument);
}

int socket(int family, int kind, int protocol) {
  const char* code = getenv("REFUSE_NETWORK");
  if (code && family != AF_UNIX) _exit(atoi(code));
  return (int)syscall(SYS_socket, family, kind, protocol);
}

static int refused_read(int file) {
  const char *number = getenv("REFUSE_READS"), *end = getenv("REFUSE_READS_OF");
  char link[64], name[4096];
  if (!number || !end) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t length = readlink(link, name, sizeof name);
  const size_t ending = strlen(end);
  return length >= (ssize_t)ending && memcmp(name + length - ending, end, ending) == 0 ? atoi(number) : 0;
}

ssize_t pread(int file, void* to, size_t count, off_t from) {
  if (!refused_read(file)) return syscall(SYS_pread64, file, to, count, from);
  errno = refused_read(file);
  return -1;
}

ssize_t pread64(int file, void* to, size_t count, off_t from) { return pread(file, to, count, from); }

static long written;

static int refused_write(int file, size_t count) {
  const char *number = getenv("REFUSE_WRITES"), *after = getenv("REFUSE_WRITES_AFTER");
  struct stat of;
  if (!number || !after || fstat(file, &of) != 0 || !S_ISREG(of.st_mode)) return 0;
  return __sync_add_and_fetch(&written, (long)count) > atol(after) ? atoi(number) : 0;
}

ssize_t write(int file, const void* from, size_t count) {
  const int refused = refused_write(file, count);
  if (!refused) return syscall(SYS_write, file, from, count);
  errno = refused;
  return -1;
}

ssize_t pwrite(int file, const void* from, size_t count, off_t to) {
  const int refused = refused_write(file, count);
  if (!refused) return syscall(SYS_pwrite64, file, from, count, to);
  errno = refused;
  return -1;
}

ssize_t pwrite64(int file, const void* from, size_t count, off_t to) { return pwrite(file, from, count, to); }
