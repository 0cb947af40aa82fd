// Makes a RegisterIndex of the register's current generation, in steps: rows are read and added, then each order is
// sorted. A job with progress; what it made is taken when it has ended.
#pragma once

#include <memory>
#include <optional>
#include <variant>

#include "client/app/jobs.h"
#include "client/app/register/name_order.h"
#include "client/app/register/register_index.h"
#include "client/app/register/step_sort.h"

namespace mingchou::client {

class IndexBuilder final : public Job {
 public:
  explicit IndexBuilder(RegisterStore& store) : store_(store) {}

  /// Begins anew with this generation.
  void start(const Generation& generation);

  Text title() const override { return Text::job_index; }
  JobProgress progress() const override;
  JobState step(const Deadline& deadline) override;
  bool can_cancel() const override { return false; }
  void cancel() override;

  bool working() const { return index_ != nullptr && !done_; }
  /// Why it ended without an index.
  const std::optional<Error>& error() const { return error_; }
  /// The finished index, once; null before and after.
  std::unique_ptr<RegisterIndex> take();

 private:
  struct ByName {
    const NameKeys* keys;
    bool operator()(std::uint32_t a, std::uint32_t b) const;
  };
  struct ByKey {
    const RegisterIndex* index;
    const std::vector<std::uint32_t>* name_ranks;
    Sort sort;
    bool operator()(std::uint32_t a, std::uint32_t b) const;
  };

  Result<bool> read_tables();
  Result<bool> read_rows(const Deadline& deadline);
  Result<> add(const TargetEntry& entry);
  bool sort_some(const Deadline& deadline);
  void begin_order(Sort sort);
  void end_order(std::vector<std::uint32_t> order);
  std::vector<std::uint32_t> all_rows() const;
  Result<bool> work(const Deadline& deadline);

  RegisterStore& store_;
  std::int64_t total_ = 0;
  std::unique_ptr<RegisterIndex> index_;
  NameKeys keys_;
  std::vector<std::uint32_t> name_ranks_;
  std::variant<std::monostate, StepSort<ByName>, StepSort<ByKey>> sorting_;
  std::size_t orders_done_ = 0;
  bool tables_read_ = false, rows_read_ = false, done_ = false;
  std::optional<Error> error_;
};

}  // namespace mingchou::client
