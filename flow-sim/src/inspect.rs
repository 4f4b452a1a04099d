//! Looking into a flow that runs, for those who show it.

use crate::program::Program;
use crate::state::State;
use crate::step::Simulator;
use crate::value::Value;

impl Simulator<'_> {
    /// The data of the screen that is seen, as an object. `None` while there is no screen.
    ///
    /// ```
    /// use flow_sim::{Opening, Program, Settings, Simulator};
    ///
    /// let json = r#"{"version": "7.3", "screens": [{"id": "A", "data": {
    ///     "name": {"type": "string", "__example__": "Kit"}
    /// }}]}"#;
    /// let program = Program::from_json(json).unwrap();
    /// let settings = Settings::default();
    /// let simulator = Simulator::new(&program, &settings);
    /// let (state, _) = simulator.open(&Opening::default());
    /// assert_eq!(simulator.data(&state).unwrap().to_json(), r#"{"name":"Kit"}"#);
    /// ```
    pub fn data(&self, state: &State) -> Option<Value> {
        Some(Value::Object(state.top()?.memory.data.clone().into()))
    }
}

impl Program {
    /// The examples of a screen's data, as an object: what an endpoint may answer. `None` if there is no
    /// such screen.
    ///
    /// ```
    /// use flow_sim::Program;
    ///
    /// let json = r#"{"version": "7.3", "screens": [{"id": "A", "data": {
    ///     "name": {"type": "string", "__example__": "Kit"}
    /// }}]}"#;
    /// let program = Program::from_json(json).unwrap();
    /// assert_eq!(program.example_data("A").unwrap().to_json(), r#"{"name":"Kit"}"#);
    /// assert!(program.example_data("B").is_none());
    /// ```
    pub fn example_data(&self, screen: &str) -> Option<Value> {
        Some(Value::Object(self.examples(self.screen(screen)?).into()))
    }
}
