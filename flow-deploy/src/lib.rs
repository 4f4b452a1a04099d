//! A signed client of the WhatsApp Flow operations of AWS End User Messaging Social.
