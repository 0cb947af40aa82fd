#include "server/data/readers.h"

#include <chrono>

namespace mingchou::server {

Result<std::unique_ptr<Readers>> Readers::open(const std::string& path, std::size_t count) {
  std::unique_ptr<Readers> readers(new Readers);
  for (std::size_t i = 0; i < count; ++i)
    readers->free_.push_back(
        std::make_unique<Database>(MC_TRY(Database::open({.path = path, .access = Access::read_only}))));
  return readers;
}

std::unique_ptr<Database> Readers::take() {
  constexpr auto wait_max = std::chrono::seconds(5);
  std::unique_lock lock(mutex_);
  if (!is_free_.wait_for(lock, wait_max, [this] { return !free_.empty(); })) return nullptr;
  std::unique_ptr<Database> database = std::move(free_.back());
  free_.pop_back();
  return database;
}

void Readers::give_back(std::unique_ptr<Database> database) {
  {
    const std::scoped_lock lock(mutex_);
    free_.push_back(std::move(database));
  }
  is_free_.notify_one();
}

}  // namespace mingchou::server
