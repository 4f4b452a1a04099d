//! The layout of a picture: screens in layers from top to bottom, and the bends of routes.
//!
//! The method is Sugiyama's. A screen stands one layer below the last screen that leads to it. A long
//! route takes a place in each layer that it crosses. The order within a layer follows the middle of
//! each item's neighbours, in the layers above and below in turn. So do the places.

use super::routes::Routes;

/// The size of a screen's box.
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The gap between two layers.
const GAP_Y: f64 = 60.0;
/// The gap between two boxes of a layer.
const GAP_X: f64 = 32.0;
/// The width of a long route in a layer that it crosses.
const LANE: f64 = 8.0;
/// The number of passes over the layers.
const SWEEPS: usize = 8;

/// The middle of a box.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The places of screens and routes.
pub(super) struct Layout {
    /// The middle of each screen's box.
    pub(super) screens: Vec<Point>,
    /// The points of each route in the layers that it crosses between its ends. A route back has none.
    pub(super) bends: Vec<Vec<Point>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// An item of a layer: a screen, or the crossing of a route.
struct Item {
    layer: usize,
    width: f64,
    x: f64,
    above: Vec<usize>,
    below: Vec<usize>,
}

pub(super) fn layout(graph: &Routes, sizes: &[Size]) -> Layout {
    let depths = depths(graph);
    let mut items: Vec<Item> = depths
        .iter()
        .zip(sizes)
        .map(|(layer, size)| Item::new(*layer, size.width))
        .collect();
    let bends = add_bends(graph, &mut items);
    let mut layers = vec![Vec::new(); items.iter().map(|item| item.layer + 1).max().unwrap_or(0)];
    for (index, item) in items.iter().enumerate() {
        layers[item.layer].push(index);
    }
    for layer in &layers {
        let mut at = 0.0;
        for &index in layer {
            items[index].x = at;
            at += 1.0;
        }
    }
    for sweep in 0..SWEEPS {
        order(&mut layers, &mut items, sweep % 2 == 0);
    }
    for layer in &layers {
        let wanted = vec![0.0; layer.len()];
        place(layer, &wanted, &mut items);
    }
    for sweep in 0..SWEEPS {
        move_to_middle(&layers, &mut items, sweep % 2 == 0);
    }

    let left = items
        .iter()
        .map(|item| item.x - item.width / 2.0)
        .fold(f64::MAX, f64::min);
    let right = items
        .iter()
        .map(|item| item.x + item.width / 2.0)
        .fold(f64::MIN, f64::max);
    let row = sizes.iter().map(|size| size.height).fold(0.0, f64::max);
    let point = |index: usize| Point {
        x: items[index].x - left,
        y: row / 2.0 + items[index].layer as f64 * (row + GAP_Y),
    };
    Layout {
        screens: (0..sizes.len()).map(point).collect(),
        bends: bends
            .iter()
            .map(|bends| bends.iter().map(|index| point(*index)).collect())
            .collect(),
        width: (right - left).max(0.0),
        height: layers.len() as f64 * (row + GAP_Y) - GAP_Y,
    }
}

impl Item {
    fn new(layer: usize, width: f64) -> Self {
        Self {
            layer,
            width,
            x: 0.0,
            above: Vec::new(),
            below: Vec::new(),
        }
    }
}

/// The layer of each screen: the length of the longest path there, without routes back.
fn depths(graph: &Routes) -> Vec<usize> {
    let mut depths = vec![0; graph.screens.len()];
    let mut incoming = vec![0; graph.screens.len()];
    let forward = || graph.routes.iter().filter(|route| !route.is_back);
    for route in forward() {
        incoming[route.to] += 1;
    }
    let mut ready: Vec<usize> = (0..depths.len())
        .filter(|screen| incoming[*screen] == 0)
        .collect();
    while let Some(screen) = ready.pop() {
        for route in forward().filter(|route| route.from == screen) {
            depths[route.to] = depths[route.to].max(depths[screen] + 1);
            incoming[route.to] -= 1;
            if incoming[route.to] == 0 {
                ready.push(route.to);
            }
        }
    }
    depths
}

/// Connects the items, and adds new ones where routes cross layers. Returns the new items of each route.
fn add_bends(graph: &Routes, items: &mut Vec<Item>) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    for route in &graph.routes {
        let mut bends = Vec::new();
        if !route.is_back {
            let mut from = route.from;
            for layer in items[route.from].layer + 1..items[route.to].layer {
                items.push(Item::new(layer, LANE));
                let bend = items.len() - 1;
                connect(items, from, bend);
                bends.push(bend);
                from = bend;
            }
            connect(items, from, route.to);
        }
        all.push(bends);
    }
    all
}

fn connect(items: &mut [Item], above: usize, below: usize) {
    items[above].below.push(below);
    items[below].above.push(above);
}

/// The middle of an item's neighbours on one side, or its own place if it has none.
fn middle(items: &[Item], index: usize, down: bool) -> f64 {
    let item = &items[index];
    let others = if down { &item.above } else { &item.below };
    match others.len() {
        0 => item.x,
        number => others.iter().map(|other| items[*other].x).sum::<f64>() / number as f64,
    }
}

fn direction(layers: usize, down: bool) -> Box<dyn Iterator<Item = usize>> {
    if down {
        Box::new(0..layers)
    } else {
        Box::new((0..layers).rev())
    }
}

/// Orders each layer by the middles. `x` is the number in the layer.
fn order(layers: &mut [Vec<usize>], items: &mut [Item], down: bool) {
    for layer in direction(layers.len(), down) {
        let mut wanted: Vec<_> = layers[layer]
            .iter()
            .map(|index| (middle(items, *index, down), *index))
            .collect();
        // The sort is stable: items with the same middle keep the order of the document.
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
        layers[layer] = wanted.into_iter().map(|(_, index)| index).collect();
        let mut at = 0.0;
        for index in &layers[layer] {
            items[*index].x = at;
            at += 1.0;
        }
    }
}

fn move_to_middle(layers: &[Vec<usize>], items: &mut [Item], down: bool) {
    for layer in direction(layers.len(), down) {
        let layer = &layers[layer];
        let wanted: Vec<f64> = layer
            .iter()
            .map(|index| middle(items, *index, down))
            .collect();
        place(layer, &wanted, items);
    }
}

/// Moves the items of a layer to the wanted places, as far as they do not overlap. Then moves them all
/// by the mean distance that is left.
fn place(layer: &[usize], wanted: &[f64], items: &mut [Item]) {
    let mut free = f64::MIN;
    let mut off = 0.0;
    for (index, wish) in layer.iter().zip(wanted) {
        let item = &mut items[*index];
        item.x = wish.max(free + item.width / 2.0);
        free = item.x + item.width / 2.0 + GAP_X;
        off += wish - item.x;
    }
    let shift = off / layer.len().max(1) as f64;
    for index in layer {
        items[*index].x += shift;
    }
}

#[cfg(test)]
mod tests {
    use flow_json::read;

    use super::*;

    /// A flow in which each screen leads to the next two.
    fn ladder(screens: usize) -> Routes {
        let routes: Vec<_> = (0..screens)
            .map(|from| {
                let to = |step: usize| format!("\"S{}\"", (from + step).min(screens - 1));
                format!("\"S{from}\": [{}, {}]", to(1), to(2))
            })
            .collect();
        let screens: Vec<_> = (0..screens)
            .map(|id| format!("{{\"id\": \"S{id}\"}}"))
            .collect();
        let text = format!(
            "{{\"routing_model\": {{{}}}, \"screens\": [{}]}}",
            routes.join(", "),
            screens.join(", ")
        );
        Routes::of(&read(&text).root.unwrap())
    }

    #[test]
    fn boxes_do_not_overlap_and_routes_go_down() {
        for number in [1, 2, 3, 30, 200] {
            let graph = ladder(number);
            let size = |_| Size {
                width: 100.0,
                height: 40.0,
            };
            let sizes: Vec<_> = (0..number).map(size).collect();
            let layout = layout(&graph, &sizes);
            for (index, one) in layout.screens.iter().enumerate() {
                assert!(one.x >= 50.0 && one.x <= layout.width - 50.0);
                assert!(one.y >= 20.0 && one.y <= layout.height - 20.0);
                for other in &layout.screens[index + 1..] {
                    let apart = (one.x - other.x).abs() >= 99.9 || (one.y - other.y).abs() >= 40.0;
                    assert!(apart, "{number}");
                }
            }
            for (route, bends) in graph.routes.iter().zip(&layout.bends) {
                if !route.is_back {
                    let ends = [layout.screens[route.from], layout.screens[route.to]];
                    let ys = [&ends[..1], bends, &ends[1..]].concat();
                    assert!(ys.is_sorted_by(|a, b| a.y < b.y));
                }
            }
        }
    }
}
