// Keeps one register of people, inspectors or experts: reads its list page by page, and does what is asked for with the
// one who is open. A change names the revision that it was made from; where somebody else was quicker, both stand in
// the model. One thread.
#pragma once

#include <functional>
#include <vector>

#include "client/app/accounts/submitter.h"
#include "client/app/people/people_json.h"

namespace mingchou::client {

template <class Entity>
class PersonKeeper {
 public:
  using Created = std::function<void(const Uuid&)>;
  /// All outlive this. `created` is called when an entry has been made.
  PersonKeeper(Network& network, PeopleList<Entity>& list, OpenPerson<Entity>& open, Created created)
      : network_(network), submitter_(network), list_(list), open_(open), created_(std::move(created)) {}
  ~PersonKeeper() { cancel(); }
  PersonKeeper(const PersonKeeper&) = delete;
  PersonKeeper& operator=(const PersonKeeper&) = delete;

  /// The page of a person is entered: it is read anew, and so is its history.
  void open(const Uuid& id);
  void begin(const ReadPeople<Entity>&);
  void begin(const ReadPerson<Entity>&);
  void begin(const MakePerson<Entity>& request);
  void begin(const SavePerson<Entity>& request);
  void begin(const EndPerson<Entity>& request);
  void begin(const ReadPersonHistory<Entity>&);
  /// The screen is left: errors of its forms go.
  void forget_forms();
  void forget_all();

 private:
  void cancel();
  void stop(Network::RequestId& id);
  void read_page(const std::string& cursor);
  Result<> take_page(const HttpAnswer& answer, const std::string& cursor);
  void person_read(const Result<HttpAnswer>& answer);
  void read_history_anew();
  Result<> take_history(const HttpAnswer& answer);
  Result<> take_changed(const HttpAnswer& answer);
  /// The entry as it is now, in the list and on its page.
  void put(const Person<Entity>& person);

  Network& network_;
  Submitter submitter_;
  PeopleList<Entity>& list_;
  OpenPerson<Entity>& open_;
  Created created_;
  std::vector<Person<Entity>> arrived_;
  std::string history_cursor_;
  Network::RequestId reading_list_ = 0, reading_person_ = 0, reading_history_ = 0;
};

}  // namespace mingchou::client
