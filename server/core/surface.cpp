#include "server/core/surface.h"

namespace mingchou::server {
namespace {

std::string_view content_security_policy(Surface surface) {
  switch (surface) {
    case Surface::app:
      return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
             "img-src 'self' blob: data:; style-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
             "form-action 'self'; frame-ancestors 'none'";
    case Surface::portal:
      return "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; base-uri 'none'; "
             "form-action 'self'; frame-ancestors 'none'";
    case Surface::print:
      return "default-src 'none'; img-src 'self' data:; style-src 'self'; font-src 'self'; base-uri 'none'; "
             "form-action 'none'; frame-ancestors 'none'";
    case Surface::download:
      return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
    case Surface::api:
      return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }
  return "default-src 'none'";
}

/// The app takes photos, records sound and notes its position; no other surface may.
std::string_view permissions_policy(Surface surface) {
  if (surface == Surface::app)
    return "camera=(self), geolocation=(self), microphone=(self), payment=(), usb=(), serial=()";
  return "camera=(), geolocation=(), microphone=(), payment=(), usb=(), serial=()";
}

}  // namespace

void add_security_headers(Response& response, Surface surface, bool is_tls) {
  response.set("Content-Security-Policy", content_security_policy(surface));
  response.set("Permissions-Policy", permissions_policy(surface));
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", surface == Surface::portal ? "same-origin" : "no-referrer");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  if (is_tls) response.set("Strict-Transport-Security", "max-age=31536000");
  const bool is_kept = surface == Surface::app || surface == Surface::portal;
  if (!is_kept && !response.header("Cache-Control")) response.set("Cache-Control", "no-store");
}

}  // namespace mingchou::server
