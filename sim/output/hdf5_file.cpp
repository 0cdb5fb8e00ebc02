#include "sim/output/hdf5_file.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace sim::hdf5 {

/// What HDF5 knows of the file: its own part first. It is made for each opening, of which there are two: the first
/// only looks whether there is a file.
struct Driver : H5FD_t {
  using State = OwnFile::State;

  explicit Driver(std::shared_ptr<State> of) : H5FD_t{}, state(std::move(of)), end(state->size()) {}

  std::shared_ptr<State> state;
  haddr_t allocated = 0, end = 0;  ///< as HDF5 counts, and of the file

  static Driver& of(H5FD_t* file) { return *static_cast<Driver*>(file); }
  static const Driver& of(const H5FD_t* file) { return *static_cast<const Driver*>(file); }

  /// Does the work unless something failed before.
  template <class Work>
  herr_t guarded(const Work& work) {
    if (state->failure) return -1;
    try {
      work();
      return 0;
    } catch (const std::system_error& error) {
      state->failure = error.code();
      return -1;
    }
  }

  static H5FD_t* open(const char*, unsigned flags, hid_t access, haddr_t) {
    const auto* given = static_cast<const std::shared_ptr<State>* const*>(H5Pget_driver_info(access));
    if (given == nullptr) return nullptr;
    std::unique_ptr<Driver> out;
    try {
      out = std::make_unique<Driver>(**given);
    } catch (const std::system_error& error) {
      (**given)->failure = error.code();
      return nullptr;
    }
    const auto empty = [&out] {
      out->state->disk().cut(0);
      out->end = 0;
    };
    if ((flags & H5F_ACC_TRUNC) != 0 && out->end > 0 && out->guarded(empty) < 0) return nullptr;
    return out.release();
  }
  static herr_t close(H5FD_t* file) {
    const std::unique_ptr<Driver> ended(&of(file));
    return ended->state->failure ? -1 : 0;
  }
  static herr_t query(const H5FD_t*, unsigned long* flags) {
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
             H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
  }
  static haddr_t get_allocated(const H5FD_t* file, H5FD_mem_t) { return of(file).allocated; }
  static herr_t set_allocated(H5FD_t* file, H5FD_mem_t, haddr_t end) {
    of(file).allocated = end;
    return 0;
  }
  static haddr_t get_end(const H5FD_t* file, H5FD_mem_t) { return of(file).end; }
  static herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t from, size_t count, void* to) {
    return of(file).guarded([&] {
      const std::size_t got = of(file).state->read(to, count, from);
      std::memset(static_cast<char*>(to) + got, 0, count - got);  // beyond the end, as HDF5 has it
    });
  }
  static herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, size_t count, const void* from) {
    return of(file).guarded([&] {
      of(file).state->disk().overwrite(from, count, at);
      of(file).end = std::max(of(file).end, at + count);
    });
  }
  static herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
    Driver& own = of(file);
    if (own.allocated == own.end) return own.state->failure ? -1 : 0;
    return own.guarded([&] {
      own.state->disk().cut(own.allocated);
      own.end = own.allocated;
    });
  }

  // By name: later versions of HDF5 have more members.
  static H5FD_class_t made() {
    H5FD_class_t out{};
    out.name = "own file";
    out.maxaddr = INT64_MAX;
    out.fc_degree = H5F_CLOSE_WEAK;
    out.fapl_size = sizeof(const std::shared_ptr<State>*);
    out.open = open;
    out.close = close;
    out.query = query;
    out.get_eoa = get_allocated;
    out.set_eoa = set_allocated;
    out.get_eof = get_end;
    out.read = read;
    out.write = write;
    out.truncate = truncate;
    const H5FD_mem_t kinds[] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(kinds), std::end(kinds), out.fl_map);
    return out;
  }
};

namespace {

Handle registered() {
  static const H5FD_class_t made = Driver::made();
  return {H5FDregister(&made), H5FDunregister};
}

}  // namespace

std::uint64_t OwnFile::State::size() const {
  if (const auto* bytes = std::get_if<std::string_view>(&content)) return bytes->size();
  return std::get<DiskFile>(content).size();
}

std::size_t OwnFile::State::read(void* to, std::size_t count, std::uint64_t from) const {
  const auto* bytes = std::get_if<std::string_view>(&content);
  if (bytes == nullptr) return std::get<DiskFile>(content).read(to, count, from);
  return from < bytes->size() ? bytes->copy(static_cast<char*>(to), count, from) : 0;
}

OwnFile::OwnFile(Content content) : state_(std::make_shared<State>(State{std::move(content)})), driver_(registered()) {}

Handle OwnFile::access() const {
  Handle out(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  const std::shared_ptr<State>* given = &state_;
  hdf5::check(H5Pset_driver(out, driver_, &given));
  return out;
}

Handle OwnFile::create(hid_t how) {
  const Handle given = access();
  hdf5::check(H5Pset_libver_bounds(given, H5F_LIBVER_V18, H5F_LIBVER_V18));
  return {H5Fcreate(path().c_str(), H5F_ACC_TRUNC, how, given), H5Fclose};
}

bool OwnFile::is_hdf5() const {
  std::string begin(hdf5_begin.size(), '\0');
  return state_->read(begin.data(), begin.size(), 0) == begin.size() && begin == hdf5_begin;
}

Handle OwnFile::open() const {
  const auto* file = std::get_if<DiskFile>(&state_->content);
  return whole([&] {
    return Handle(H5Fopen(file != nullptr ? file->path().c_str() : "bytes", H5F_ACC_RDONLY, access()), H5Fclose);
  });
}

void OwnFile::check() const {
  if (state_->failure) throw std::system_error(state_->failure);
}

void OwnFile::close() {
  check();
  disk().close();
}

}  // namespace sim::hdf5
