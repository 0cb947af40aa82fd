// Keeps the DepartmentModel: reads a department, makes, changes and ends one. A change names the revision that it was
// made from; where somebody else was quicker, both stand in the model. One thread.
#pragma once

#include <functional>

#include "client/app/accounts/submitter.h"
#include "client/app/departments/department_model.h"

namespace mingchou::client {

class DepartmentKeeper {
 public:
  struct Done {
    /// One was made.
    std::function<void(const Uuid&)> created;
    /// The list is not what it was.
    std::function<void()> changed;
    /// The one that was open is gone.
    std::function<void()> ended;
  };
  /// Network and model outlive this.
  DepartmentKeeper(Network& network, DepartmentModel& model, Done done);
  ~DepartmentKeeper();
  DepartmentKeeper(const DepartmentKeeper&) = delete;
  DepartmentKeeper& operator=(const DepartmentKeeper&) = delete;

  void carry_out(const DepartmentRequest& request);
  /// The screen is left: errors of its forms go.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const OpenDepartment& request);
  void begin(const CreateDepartment& request);
  void begin(const SaveDepartment& request);
  void begin(const EndDepartment& request);
  void read();
  void was_read(const Result<HttpAnswer>& answer);
  void cancel_reading();

  Network& network_;
  Submitter submitter_;
  DepartmentModel& model_;
  Done done_;
  Network::RequestId reading_ = 0;
};

}  // namespace mingchou::client
