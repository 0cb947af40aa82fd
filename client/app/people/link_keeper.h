// Keeps what hangs on the inspector who is open: recusals and courses, each read page by page, and the search of the
// target that a recusal is about. One thread.
#pragma once

#include <string>

#include "client/app/accounts/submitter.h"
#include "client/app/people/people_json.h"

namespace mingchou::client {

class LinkKeeper {
 public:
  /// Network and model outlive this.
  LinkKeeper(Network& network, InspectorLinks& links) : network_(network), submitter_(network), links_(links) {}
  ~LinkKeeper() { cancel(); }
  LinkKeeper(const LinkKeeper&) = delete;
  LinkKeeper& operator=(const LinkKeeper&) = delete;

  void open(const Uuid& inspector);
  void carry_out(const LinkRequest& request);
  void forget_forms();
  void forget_all();

 private:
  /// A list that is being read.
  struct Reading {
    Network::RequestId request = 0;
    std::string cursor;
  };
  void begin(const ReadRecusals&);
  void begin(const AddRecusal& request);
  void begin(const EndRecusal& request);
  void begin(const FindTargets& request);
  void begin(const ReadTrainings&);
  void begin(const AddTraining& request);
  void begin(const EndTraining& request);

  void cancel();
  void stop(Network::RequestId& id);
  template <class Entry>
  void read(Reading& reading, PagedList<Entry>& list, std::string_view path,
            Result<JsonPage<Entry>> (*read_page)(std::string_view));
  template <class Entry>
  void read_anew(Reading& reading, PagedList<Entry>& list);
  template <class Entry>
  void end(Submission& submission, Reading& reading, PagedList<Entry>& list, const std::string& path);

  Network& network_;
  Submitter submitter_;
  InspectorLinks& links_;
  Reading recusals_, trainings_;
  Network::RequestId searching_ = 0;
};

}  // namespace mingchou::client
