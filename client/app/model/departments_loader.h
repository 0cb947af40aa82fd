// Fetches all pages of departments into the Model. One load at a time: a new one aborts the old one. What was shown
// stays until the new list is whole.
#pragma once

#include "client/app/model/model.h"
#include "client/app/network.h"

namespace mingchou::client {

class DepartmentsLoader {
 public:
  /// Both outlive the loader.
  DepartmentsLoader(Network& network, DepartmentsModel& model) : network_(network), model_(model) {}
  ~DepartmentsLoader() { cancel(); }
  DepartmentsLoader(const DepartmentsLoader&) = delete;
  DepartmentsLoader& operator=(const DepartmentsLoader&) = delete;

  void start();
  void cancel();

 private:
  void request(std::string_view cursor);
  void answered(Result<HttpAnswer> answer);
  Result<> take(const HttpAnswer& answer);

  Network& network_;
  DepartmentsModel& model_;
  std::vector<DepartmentEntry> arrived_;
  Network::RequestId pending_ = 0;
};

}  // namespace mingchou::client
