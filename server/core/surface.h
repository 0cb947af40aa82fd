// The kinds of pages the server gives out, each with its own content security policy and headers.
#pragma once

#include "server/core/request.h"

namespace mingchou::server {

enum class Surface {
  app,       // the wasm client: scripts and workers of our own, wasm, nothing else
  portal,    // plain public HTML with forms: no script at all
  print,     // pages made to be printed: inline images, no script, no forms
  download,  // files for saving: nothing in them may run
  api,       // JSON: nothing in it may run, be framed or kept
};

/// Puts in the security headers; replaces what a handler has set of them. HSTS goes out under TLS only, where a
/// browser heeds it.
void add_security_headers(Response& response, Surface surface, bool is_tls);

}  // namespace mingchou::server
